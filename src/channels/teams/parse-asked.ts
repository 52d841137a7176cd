import { z } from 'zod';
import type { Activity } from './parse.ts';
import { type Trail, trailSchema } from './trail.ts';

/** What an activity asks for. */
export type Asked =
  | Wanted
  | { kind: 'uninstalled' }
  /** An invoke that the bot does not know, or can't read. */
  | { kind: 'unknown'; invoke: string }
  /** Nothing that concerns the bot. */
  | { kind: 'nothing' };

/** What a person wants of the bot. */
export type Wanted =
  /** Written in her own chat, or in a channel or group with a mention of the bot. */
  | { kind: 'message' | 'mention'; text: string }
  /** A button that acts at once. */
  | { kind: 'execute'; action: string; value: string }
  /** A button that leads to a dialog. */
  | { kind: 'fetch'; action: string; value: string }
  /** A button in a dialog. `data`: what stands in its inputs, besides what the button carries. */
  | {
      kind: 'submit';
      action: string;
      value: string;
      form: string;
      memo: Record<string, string>;
      trail: Trail;
      data: Data;
    }
  | { kind: 'search'; dataset: string; query: string }
  | { kind: 'compose'; command: string; query: string }
  | { kind: 'installed' };

export type Data = Readonly<Record<string, unknown>>;

const word = z.string().max(200);
const value = z.string().max(2_000).default('');
const memoSchema = z
  .record(z.string(), z.string())
  .refine((memo) => JSON.stringify(memo).length <= 3_000)
  .default({});

const executeSchema = z.looseObject({
  action: z.looseObject({ verb: word, data: z.looseObject({ value }).default({ value: '' }) }),
});
const fetchSchema = z.looseObject({ data: z.looseObject({ action: word, value }) });
const submitSchema = z.looseObject({
  data: z.looseObject({ action: word, value, form: word, memo: memoSchema, trail: trailSchema }),
});
const searchSchema = z.looseObject({ queryText: z.string().max(300).default(''), dataset: word });
const composeSchema = z.looseObject({
  commandId: word,
  parameters: z.array(z.looseObject({ name: word, value: z.string().max(1_000) })).default([]),
});

/** Invokes by name. Others, and what can't be read, are 'unknown'. */
const invokes: Readonly<Record<string, (value: unknown) => Asked>> = {
  'adaptiveCard/action'(sent) {
    const { action } = executeSchema.parse(sent);
    return { kind: 'execute', action: action.verb, value: action.data.value };
  },
  'task/fetch'(sent) {
    const { data } = fetchSchema.parse(sent);
    return { kind: 'fetch', action: data.action, value: data.value };
  },
  'task/submit'(sent) {
    const { data } = submitSchema.parse(sent);
    const { action, value: carried, form, memo, trail } = data;
    return { kind: 'submit', action, value: carried, form, memo, trail, data };
  },
  'application/search'(sent) {
    const { queryText, dataset } = searchSchema.parse(sent);
    return { kind: 'search', dataset, query: queryText };
  },
  'composeExtension/query'(sent) {
    const { commandId, parameters } = composeSchema.parse(sent);
    return { kind: 'compose', command: commandId, query: parameters.find(({ name }) => name === 'query')?.value ?? '' };
  },
};

/** What is asked for; never throws, because whatever comes has to be answered. */
export function parseAsked(activity: Activity): Asked {
  switch (activity.type) {
    case 'message':
      return written(activity);
    case 'invoke':
      return invoked(String(activity.name), activity.value);
    case 'installationUpdate':
      return { kind: String(activity.action).startsWith('remove') ? 'uninstalled' : 'installed' };
    default:
      return { kind: 'nothing' };
  }
}

function invoked(name: string, sent: unknown): Asked {
  const read = Object.hasOwn(invokes, name) ? invokes[name] : undefined;
  try {
    if (read !== undefined) return read(sent);
  } catch (fault) {
    if (!(fault instanceof z.ZodError)) throw fault;
  }
  return { kind: 'unknown', invoke: name.slice(0, 100) };
}

const mentions = z.array(z.looseObject({ type: z.string(), mentioned: z.looseObject({ id: z.string() }).optional() }));

/** A channel's message counts when it mentions the bot; Teams shows the bot others only where a team allows that. */
function written(activity: Activity): Asked {
  const text = typeof activity.text === 'string' ? activity.text.slice(0, 20_000) : '';
  // The data of an old card's button comes as a message without a text.
  if (text.trim() === '') return { kind: 'nothing' };
  const said = unmarked(text);
  if (activity.conversation.conversationType === 'personal') return { kind: 'message', text: said };
  const named = mentions.safeParse(activity.entities);
  const bot = activity.recipient?.id;
  const mentioned =
    named.success && named.data.some((one) => one.type === 'mention' && one.mentioned?.id === bot && bot !== undefined);
  return mentioned ? { kind: 'mention', text: said } : { kind: 'nothing' };
}

/** What a person typed: without the mentions in it, and without the escapes of Teams' mark-up. */
function unmarked(text: string): string {
  const said = text.replace(/<at(?:\s[^>]*)?>[^<]*<\/at>/gi, ' ').replaceAll('&nbsp;', ' ');
  return said.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}
