import { z } from 'zod';
import type { Typed } from '#channels/clicks/typed.ts';
import { storable } from '#domain/storable.ts';

/** What Slack sends, read at the edge. Ids only: nothing in a payload says what somebody may do. */

const option = z.object({ value: z.string().max(200), text: z.object({ text: z.string() }).optional() });
const inputState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_date: z.string().max(20).nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});
type InputState = z.infer<typeof inputState>;

export interface ParsedView {
  viewId: string;
  hash: string | undefined;
  callbackId: string;
  memo: Readonly<Record<string, string>>;
  typed: Typed;
  /** The block of an input, for field errors; null when it is not in the view. */
  block(id: string): string | null;
}

const viewSchema = z.object({
  id: z.string(),
  hash: z.string().optional(),
  callback_id: z.string(),
  private_metadata: z.string().max(3_000),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).optional(),
  state: z.object({ values: z.unknown() }).nullish(),
});

/** Reads a view out of a payload; null when it is not one of ours (a tampered private_metadata, for example). */
export function parseView(view: unknown): ParsedView | null {
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) return null;
  const memo = parseMemo(parsed.data.private_metadata);
  const states: States | null = parsed.data.state == null ? new Map() : byInput(parsed.data.state.values);
  if (memo === null || states === null) return null;
  const inputs = (parsed.data.blocks ?? []).flatMap((block) =>
    block.type === 'input' && block.block_id !== undefined ? [block.block_id] : [],
  );
  const { id, hash, callback_id } = parsed.data;
  return {
    viewId: id,
    hash,
    callbackId: callback_id,
    memo,
    typed: typedOf(states),
    block: (input) =>
      states.get(input)?.block ?? inputs.find((block) => block === input || block.startsWith(`${input}@`)) ?? null,
  };
}

function parseMemo(text: string): Readonly<Record<string, string>> | null {
  if (text === '') return {};
  try {
    const memo: unknown = JSON.parse(text);
    return isRecord(memo) && Object.values(memo).every((value) => typeof value === 'string')
      ? (memo as Record<string, string>)
      : null;
  } catch {
    return null;
  }
}

/** The state of each input, by its id (the action id). */
type States = Map<string, { block: string; state: InputState }>;

/** Names are any texts. They are looked at here, because a record of zod takes several times as long as all else of a view. */
function byInput(values: unknown): States | null {
  const found: States = new Map();
  if (!isRecord(values)) return null;
  for (const [block, actions] of Object.entries(values)) {
    if (!isRecord(actions)) return null;
    for (const [action, given] of Object.entries(actions)) {
      const state = inputState.safeParse(given);
      if (!state.success) return null;
      found.set(action, { block, state: state.data });
    }
  }
  return found;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typedOf(states: States): Typed {
  const selected = (id: string) => states.get(id)?.state.selected_options ?? null;
  return {
    words: (id) => (states.has(id) ? (states.get(id)?.state.value ?? states.get(id)?.state.selected_date ?? '') : null),
    choice: (id) => states.get(id)?.state.selected_option?.value ?? null,
    chosen: (id) =>
      states.has(id) ? (selected(id) ?? []).map(({ value, text }) => ({ value, label: text?.text ?? value })) : null,
    ticked: (id, value) => (states.has(id) ? (selected(id) ?? []).some((one) => one.value === value) : null),
  };
}

const said = z.string().transform(storable);

export const userSchema = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    name: said.optional(),
    real_name: said.optional(),
    tz: said.optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    is_email_confirmed: z.boolean().optional(),
    profile: z.object({ email: said.nullish(), real_name: said.nullish(), display_name: said.nullish() }).optional(),
  }),
});

export type SlackUser = z.infer<typeof userSchema>['user'];
