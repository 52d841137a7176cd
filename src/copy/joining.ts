import type { Platform } from '#domain/person.ts';
import type { ShownPerson } from '#domain/shown.ts';
import { bold, type Text } from './text.ts';

/** The words about one person with an account on each platform. */

const platforms = { slack: 'Slack', teams: 'Teams' } as const satisfies Record<Platform, string>;
const nameOf = (platform: Platform | null): string => (platform === null ? 'the other platform' : platforms[platform]);

export const joining = {
  offer: (other: ShownPerson): Text => [
    'Is this you too? ',
    bold(`${other.name}, ${nameOf(other.platform)}`),
    '. That account has your e-mail address. If you say yes in both, your requests and roles are the same in both. Until then nothing changes.',
  ],
  yes: 'Yes, that’s me',
  no: 'No',
  sayThereToo: (other: ShownPerson): string =>
    `Noted. Say yes in ${nameOf(other.platform)} as well; nothing changes until then.`,
  apart: 'Noted. The two accounts stay apart, and the people who run this bot have been told.',
  joined: 'Your Slack and Teams accounts are one person here now. Your requests and roles are the same in both.',
} as const;
