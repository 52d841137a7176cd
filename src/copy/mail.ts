import type { Environment, Role } from '#domain/catalogue.ts';
import type { Platform } from '#domain/person.ts';
import { trainingFirst } from './card.ts';

/** What e-mails say besides what stands in chat. */

const platformName = (platform: Platform): string => (platform === 'teams' ? 'Teams' : 'Slack');

export const mailWords = {
  goOn: (platform: Platform): string => `Open it in ${platformName(platform)}`,
  whyRequester: 'You get this because you asked for a role with the iQIES bot.',
  nobodyReads: 'Nobody reads answers to this address, and nothing is decided by e-mail.',
} as const;

const subjects: Readonly<Record<string, (role: string) => string>> = {
  approved: (role) => `Your request for ${role} was approved`,
  rejected: (role) => `Your request for ${role} was not approved`,
  active: (role) => `Your role is ready: ${role}`,
  'set-up': (role) => `Your role is ready: ${role}`,
  held: (role) => `Your request for ${role} waits for a security official`,
  'went-outside': (role) => `Your request for ${role} is decided in iQIES itself`,
  'taken-back': (role) => `The approval of ${role} was taken back`,
  'approved-in-iqies': (role) => `iQIES approved your request for ${role}`,
  'rejected-in-iqies': (role) => `iQIES did not approve your request for ${role}`,
  settled: (role) => `Your request for ${role} was settled`,
  'role-confirmed': (role) => `You decide here now: ${role}`,
};

/** The subject of an e-mail about a request. */
export function subjectOf(about: string, role: Role, environment: Environment): string {
  const subject = subjects[about] ?? ((label: string) => `News of your request for ${label}`);
  return trainingFirst(environment, subject(role.label));
}
