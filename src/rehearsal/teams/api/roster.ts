import type { TeamsPerson } from '../contract.ts';
import { describeMember, findClient } from '../world/clients.ts';
import { findConversation } from '../world/conversations.ts';
import type { Conversation } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Answer, ok, refused } from './answer.ts';
import type { Call } from './call.ts';
import { reach } from './reach.ts';

/** Everybody in a conversation. */
export function members(world: World, call: Call): Answer {
  const place = reach(world, call.ids[0] ?? '');
  if ('refusal' in place) return place.refusal;
  return ok(peopleIn(world, place.conversation).map((person) => describeMember(world, person)));
}

/** One page of them: continuationToken is where the next one starts. */
export function pagedMembers(world: World, call: Call): Answer {
  const place = reach(world, call.ids[0] ?? '');
  if ('refusal' in place) return place.refusal;
  const size = Number(call.query.get('pageSize') ?? 200);
  const from = Number(call.query.get('continuationToken') ?? 0);
  if (!(size > 0 && size <= 500) || !(from >= 0)) return refused(400, 'BadArgument', 'pageSize is 1 to 500.');
  const all = peopleIn(world, place.conversation);
  const rest = from + size < all.length ? { continuationToken: String(from + size) } : {};
  return ok({ ...rest, members: all.slice(from, from + size).map((person) => describeMember(world, person)) });
}

/** One person, by the id that Teams gave the bot or by the Entra object id. */
export function member(world: World, call: Call): Answer {
  const [conversationId = '', memberId = ''] = call.ids;
  // Her chat is there and she is not: not the same as an app that was taken away.
  const client = findClient(world, memberId);
  if (client?.person.left && client.installed && findConversation(world, conversationId)?.personId === client.person.id)
    return refused(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
  const place = reach(world, conversationId);
  if ('refusal' in place) return place.refusal;
  const person = client?.person;
  if (!person || !peopleIn(world, place.conversation).includes(person))
    return refused(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
  return ok(describeMember(world, person));
}

/** A team. */
export function team(world: World, call: Call): Answer {
  const [first] = channelsOf(world, call.ids[0] ?? '');
  if (!first) return notInTeam();
  return ok({ id: first.teamId, name: first.teamName, aadGroupId: first.teamId });
}

/** The channels of a team. */
export function teamChannels(world: World, call: Call): Answer {
  const channels = channelsOf(world, call.ids[0] ?? '');
  if (channels.length === 0) return notInTeam();
  return ok({ conversations: channels.map(({ id, name }) => ({ id, name })) });
}

function peopleIn(world: World, { personId, channelId }: Conversation): TeamsPerson[] {
  const ids = personId === null ? (world.channels.get(channelId ?? '')?.members ?? []) : [personId];
  return ids.flatMap((id) => world.clients.get(id)?.person ?? []).filter(({ left }) => !left);
}

function channelsOf(world: World, teamId: string) {
  return [...world.channels.values()].filter((channel) => channel.teamId === teamId && channel.botIn);
}

function notInTeam(): Answer {
  return refused(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}
