import type { JsonObject, WorkspacePerson } from '../contract.ts';
import { handleOf, teamOf } from './clients.ts';
import type { World } from './world.ts';

/** A person as users.info and user events describe her to a bot with these scopes. */
export function describeUser(world: World, person: WorkspacePerson): JsonObject {
  const short: JsonObject = {
    id: person.id,
    team_id: teamOf(world, person),
    name: handleOf(person),
    deleted: person.deleted === true,
    profile: profileOf(world, person),
    is_bot: false,
    is_app_user: false,
    updated: Math.floor(world.now() / 1000),
  };
  // Slack tells next to nothing of a deactivated account.
  if (person.deleted) return short;
  const tz = person.timeZone ?? 'America/New_York';
  return {
    ...short,
    color: '9f69e7',
    real_name: person.name,
    tz,
    tz_label: tz,
    tz_offset: offsetS(tz, world.now()),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.restricted === true || person.ultraRestricted === true,
    is_ultra_restricted: person.ultraRestricted === true,
    is_email_confirmed: person.email !== null && person.emailConfirmed !== false,
    who_can_share_contact_card: 'EVERYONE',
    ...(person.stranger ? { is_stranger: true } : {}),
  };
}

function profileOf(world: World, person: WorkspacePerson): JsonObject {
  const [first = '', ...rest] = person.name.split(' ');
  return {
    title: person.title ?? '',
    phone: '',
    skype: '',
    real_name: person.name,
    real_name_normalized: person.name,
    display_name: person.name,
    display_name_normalized: person.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    team: teamOf(world, person),
    ...(person.email !== null && world.scopes.has('users:read.email') ? { email: person.email } : {}),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetS(timeZone: string, at: number): number {
  // Making one takes as long as all the rest of an answer.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
  const match = /([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
