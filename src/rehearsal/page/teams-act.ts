/** What a person can do in the page's Teams client, as the browser sends it, and how it is done in her own. */
import { z } from 'zod';
import type { Answered, FoundCard, FoundChoice, JsonObject, Member } from '../teams/contract.ts';

const text = z.string().max(12_000);
const id = z.string().min(1).max(255);
const as = id;
const data = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const value = z.union([text, z.array(z.string().max(2_000)).max(200)]);

const place = z.strictObject({
  surface: z.enum(['message', 'dialog']),
  messageId: id.exactOptional(),
  title: z.string().max(2_000).exactOptional(),
  verb: id.exactOptional(),
  data: data.exactOptional(),
});

export const teamsActInput = z.discriminatedUnion('do', [
  z.strictObject({ as, do: z.literal('install') }),
  z.strictObject({ as, do: z.literal('installIn'), channelId: id }),
  z.strictObject({ as, do: z.literal('say'), text: text.min(1) }),
  z.strictObject({ as, do: z.literal('mention'), channelId: id, text: text.min(1), replyToId: id.exactOptional() }),
  z.strictObject({ as, do: z.literal('press'), place, inputs: z.record(id, value) }),
  z.strictObject({ as, do: z.literal('close') }),
  z.strictObject({
    as,
    do: z.literal('search'),
    inputId: id,
    query: z.string().max(255),
    messageId: id.exactOptional(),
  }),
  z.strictObject({ as, do: z.literal('query'), commandId: id, parameter: id, text: z.string().max(255) }),
  z.strictObject({ as, do: z.literal('feedback'), messageId: id, reaction: z.enum(['like', 'dislike']) }),
]);

type TeamsAct = z.infer<typeof teamsActInput>;

/** What came of it: how the bot answered, and what a search found. */
interface Done {
  answered: Answered | null;
  choices?: FoundChoice[];
  cards?: FoundCard[];
}

/** Does it in her Teams client. @throws when the client would not let her */
export async function performInTeams(member: Member, act: TeamsAct): Promise<Done> {
  switch (act.do) {
    case 'install':
      return { answered: await member.install() };
    case 'installIn':
      return { answered: await member.installIn(act.channelId) };
    case 'say':
      return { answered: await member.say(act.text) };
    case 'mention':
      return { answered: await member.mention(act.channelId, act.text, act.replyToId) };
    case 'press':
      return { answered: await member.press(act.place, act.inputs) };
    case 'close':
      member.close();
      return { answered: null };
    case 'search':
      return { answered: null, choices: await member.search(act.inputId, act.query, act.messageId) };
    case 'query':
      return { answered: null, cards: await member.query(act.commandId, act.text, act.parameter) };
    case 'feedback':
      return { answered: await member.feedback(act.messageId, act.reaction) };
  }
}
