import { z } from 'zod';
import type { ItemId, RequestId } from '#domain/item.ts';
import { itemId } from '#domain/item.ts';

/** What Slack sends, read at the edge. Ids only: nothing in a payload says what somebody may do. */

const option = z.object({ value: z.string().max(200), text: z.object({ text: z.string() }).optional() });
const inputState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});
const stateValues = z.record(z.string(), z.record(z.string(), inputState));

/** The typed state of a view, by input id (the action id). */
interface Typed {
  words(id: string): string | null;
  choice(id: string): string | null;
  chosen(id: string): { value: string; label: string }[] | null;
  ticked(id: string, value: string): boolean | null;
  /** The block of an input, for field errors; null when it is not in the view. */
  block(id: string): string | null;
}

export interface ParsedView {
  viewId: string;
  hash: string | undefined;
  callbackId: string;
  memo: Readonly<Record<string, string>>;
  typed: Typed;
}

const viewSchema = z.object({
  id: z.string(),
  hash: z.string().optional(),
  callback_id: z.string(),
  private_metadata: z.string().max(3_000),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).optional(),
  state: z.object({ values: stateValues }).nullish(),
});

/** Reads a view out of a payload; null when it is not one of ours (a tampered private_metadata, for example). */
export function parseView(view: unknown): ParsedView | null {
  const parsed = viewSchema.safeParse(view);
  if (!parsed.success) return null;
  const memo = parseMemo(parsed.data.private_metadata);
  if (memo === null) return null;
  const inputs = (parsed.data.blocks ?? []).flatMap((block) =>
    block.type === 'input' && block.block_id !== undefined ? [block.block_id] : [],
  );
  const { id, hash, callback_id } = parsed.data;
  return { viewId: id, hash, callbackId: callback_id, memo, typed: typedOf(parsed.data.state?.values ?? {}, inputs) };
}

function parseMemo(text: string): Record<string, string> | null {
  if (text === '') return {};
  try {
    const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function typedOf(values: z.infer<typeof stateValues>, inputBlocks: readonly string[]): Typed {
  const byAction = new Map<string, { block: string; state: z.infer<typeof inputState> }>();
  for (const [block, actions] of Object.entries(values)) {
    for (const [action, state] of Object.entries(actions)) byAction.set(action, { block, state });
  }
  const selected = (id: string) => byAction.get(id)?.state.selected_options ?? null;
  return {
    words: (id) => (byAction.has(id) ? (byAction.get(id)?.state.value ?? '') : null),
    choice: (id) => byAction.get(id)?.state.selected_option?.value ?? null,
    chosen: (id) =>
      byAction.has(id) ? (selected(id) ?? []).map(({ value, text }) => ({ value, label: text?.text ?? value })) : null,
    ticked: (id, value) => (byAction.has(id) ? (selected(id) ?? []).some((one) => one.value === value) : null),
    block: (id) =>
      byAction.get(id)?.block ?? inputBlocks.find((block) => block === id || block.startsWith(`${id}@`)) ?? null,
  };
}

/** Ids out of a button: `REQUEST|1,2,3`. null when it is none of our values. */
export function parseItems(value: string): { requestId: RequestId; itemIds: ItemId[] } | null {
  const match = /^([A-Za-z0-9_-]{8,40})\|(\d{1,3}(?:,\d{1,3}){0,99})$/.exec(value);
  const [, requestId, positions] = match ?? [];
  if (requestId === undefined || positions === undefined) return null;
  return {
    requestId,
    itemIds: [...new Set(positions.split(','))].map((position) => itemId(requestId, Number(position))),
  };
}

/** A request id out of a button. */
export function parseRequestId(value: string): RequestId | null {
  return /^[A-Za-z0-9_-]{8,40}$/.test(value) ? value : null;
}

export const userSchema = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    is_email_confirmed: z.boolean().optional(),
    profile: z
      .object({ email: z.string().nullish(), real_name: z.string().nullish(), display_name: z.string().nullish() })
      .optional(),
  }),
});

export type SlackUser = z.infer<typeof userSchema>['user'];
