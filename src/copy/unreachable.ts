import type { Organization } from '#domain/organization.ts';
import { inOrAt, placeLabel } from './words.ts';

/** What the operator reads of officials whom no chat reaches. */

/** Why an official hears of nothing, and what would change that. */
const unreachableReasons = {
  'not-found': 'nobody known in chat has the address',
  'never-met': 'never used the bot in Teams; install it for her, or ask her to',
  uninstalled: 'took the app away in Teams',
  blocked: 'blocked the bot in Teams',
  'not-in-chat': 'Teams says that the bot is not in her chat: the app is gone, or her account is',
  'no-workspace': 'the bot is not installed in the Slack workspace; install it there again',
  'switched-off': 'the account is switched off',
} as const;

export type WhyUnreachable = keyof typeof unreachableReasons;

/** One official at one organization. @param since ms */
export function unreachableLine(official: {
  name: string;
  email: string;
  role: string;
  organization: Organization | null;
  training: boolean;
  why: WhyUnreachable;
  since: number | null;
  mailRefusedAt: number | null;
}): string {
  const { name, email, role, organization, training, why, since, mailRefusedAt } = official;
  const who = [name, email].filter((part) => part !== '').join(', ');
  const where = organization === null ? '' : ` ${inOrAt([{ organization }])} ${placeLabel(organization, null)}`;
  const when = since === null ? '' : ` (since ${new Date(since).toISOString()})`;
  const mail =
    mailRefusedAt === null ? '' : `; her address takes no e-mail (refused ${new Date(mailRefusedAt).toISOString()})`;
  return `${who}: ${training ? 'TRAINING ' : ''}${role}${where}: ${unreachableReasons[why]}${when}${mail}`;
}

export const allReachable = 'Every official is reached by a chat.';
