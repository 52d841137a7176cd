import type { Forged, JsonObject, TeamsChannel, TeamsPerson } from '../contract.ts';
import { tenantOf, userIdOf } from '../world/clients.ts';
import type { Conversation } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** Where an activity comes from. */
export interface Origin {
  person: TeamsPerson;
  conversation: Conversation;
}

/** An activity as Teams sends it to the bot. @param fields what is special about it */
export function activityOf(
  world: World,
  { person, conversation }: Origin,
  fields: JsonObject,
  forged: Forged = {},
): JsonObject {
  const tenantId = forged.tenantId ?? tenantOf(world, person);
  const locale = person.locale ?? 'en-US';
  const at = new Date(world.now()).toISOString();
  const channel = world.channels.get(conversation.channelId ?? '');
  const zone = person.timeZone === undefined ? {} : { localTimezone: person.timeZone };
  return {
    id: `f:${world.nextId()}`,
    timestamp: at,
    localTimestamp: at,
    ...zone,
    channelId: 'msteams',
    serviceUrl: forged.serviceUrl ?? `${world.url}/teams/`,
    from: { id: userIdOf(person), name: person.name, aadObjectId: person.aadObjectId },
    conversation: channel
      ? { isGroup: true, conversationType: 'channel', tenantId, id: conversation.id, name: channel.name }
      : { conversationType: 'personal', tenantId, id: conversation.id },
    recipient: { id: world.botId, name: world.botName },
    entities: [clientInfo(person, locale)],
    locale,
    ...fields,
    channelData: { ...channelDataOf(channel), tenant: { id: tenantId }, ...objectOf(fields.channelData) },
    ...forged.fields,
  };
}

// What Teams tells about the client in each activity.
function clientInfo(person: TeamsPerson, locale: string): JsonObject {
  const timezone = person.timeZone === undefined ? {} : { timezone: person.timeZone };
  return { type: 'clientInfo', locale, country: locale.slice(-2), platform: 'Web', ...timezone };
}

function channelDataOf(channel: TeamsChannel | undefined): JsonObject {
  if (!channel) return {};
  return {
    teamsChannelId: channel.id,
    teamsTeamId: channel.teamId,
    channel: { id: channel.id, name: channel.name },
    team: { id: channel.teamId, name: channel.teamName },
  };
}

function objectOf(value: JsonObject[string] | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
