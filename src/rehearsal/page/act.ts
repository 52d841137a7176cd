/** What a person can do on the page, as the browser sends it, and how it is done in her Slack client. */
import { z } from 'zod';
import type { Answered, FoundOptions, Member } from '../slack/contract.ts';

const text = z.string().max(12_000);
const id = z.string().min(1).max(255);
const as = id;
const blockId = id.exactOptional();
const chosen = z.array(z.string().max(2_000)).max(100);

const place = z.strictObject({
  surface: z.enum(['message', 'home', 'modal']),
  ts: id.exactOptional(),
  blockId,
  actionId: id,
  value: z.string().max(2_000).exactOptional(),
});

export const actInput = z.discriminatedUnion('do', [
  z.strictObject({ as, do: z.literal('command'), text, channelId: id.exactOptional() }),
  z.strictObject({ as, do: z.literal('openHome') }),
  z.strictObject({ as, do: z.literal('say'), text: text.min(1) }),
  z.strictObject({ as, do: z.literal('press'), place, selected: chosen.exactOptional() }),
  z.strictObject({ as, do: z.literal('fill'), actionId: id, blockId, value: z.union([text, chosen]) }),
  z.strictObject({ as, do: z.literal('search'), actionId: id, blockId, query: z.string().max(255) }),
  z.strictObject({ as, do: z.literal('submit') }),
  z.strictObject({ as, do: z.literal('close'), all: z.boolean().exactOptional() }),
]);

export type Act = z.infer<typeof actInput>;

/** `found` only after a search. */
export interface Done {
  answered: Answered | null;
  found?: FoundOptions;
}

export async function perform(member: Member, act: Act): Promise<Done> {
  switch (act.do) {
    case 'command':
      return { answered: await member.command(act.text, act.channelId) };
    case 'openHome':
      return { answered: await member.openHome() };
    case 'say':
      return { answered: await member.say(act.text) };
    case 'press':
      return { answered: await member.press(act.place, act.selected) };
    case 'fill':
      return { answered: await member.fill(act.actionId, act.value, act.blockId) };
    case 'search':
      return { answered: null, found: await member.search(act.actionId, act.query, act.blockId) };
    case 'submit':
      return { answered: await member.submit() };
    case 'close':
      return { answered: await member.close(act.all) };
  }
}
