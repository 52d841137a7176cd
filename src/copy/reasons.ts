import type { RejectReason } from '#domain/item.ts';

/** What an official can choose when rejecting, and how it is told. */
export const reasons = {
  'wrong-role': {
    choose: 'Wrong role',
    told: (better: string | null) => (better ? `Ask for ${better}.` : 'It is the wrong role.'),
  },
  'wrong-organization': { choose: 'Wrong facility', told: () => 'It is the wrong facility.' },
  'person-unknown': { choose: 'I don’t know this person', told: () => 'I don’t know this person.' },
  'not-needed': { choose: 'No longer needed', told: () => 'It is no longer needed.' },
  'in-iqies': { choose: 'Rejected in iQIES', told: () => 'It was rejected in iQIES.' },
  other: { choose: 'Another reason, in words', told: () => '' },
} as const satisfies Record<RejectReason, { choose: string; told: (better: string | null) => string }>;

/** A rejection's reason as the requester reads it: the choice, then the official's own words. */
export function toldReason(reason: RejectReason, words: string | null, betterRole: string | null): string {
  return [reasons[reason].told(betterRole), words ?? ''].filter((part) => part !== '').join(' ');
}
