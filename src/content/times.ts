import type { Basis } from '#domain/source.ts';
import type { Times } from '#domain/times.ts';

/** How long things may wait, where the operator says nothing else (README, “Reminders and time”). */
export const times = {
  remindAfter: { value: [2, 4], basis: 'rule' },
  contactsAfter: { value: 5, basis: 'rule' },
  remindNotDoneAfter: { value: [1, 3], basis: 'rule' },
  notDoneToOperatorAfter: { value: 5, basis: 'assumption' },
  expireAfterDays: { value: 30, basis: 'assumption' },
  tellExpiryDaysBefore: { value: 5, basis: 'assumption' },
  nudgeAfter: { value: 5, basis: 'assumption' },
  workingHours: { value: { from: 9, to: 17 }, basis: 'assumption' },
  timeZone: { value: 'America/New_York', basis: 'assumption' },
} as const satisfies { [Name in keyof Times]: { value: Times[Name]; basis: Basis | 'rule' } };

/**
 * The time zone of a State or territory, for an official whose own is not known; where a State has two, that of most of its
 * people (assumption).
 */
export const stateTimeZones: Readonly<Record<string, string>> = {
  ...zone('America/New_York', 'CT DE DC FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV'),
  ...zone('America/Chicago', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'),
  ...zone('America/Denver', 'CO ID MT NM UT WY'),
  ...zone('America/Phoenix', 'AZ'),
  ...zone('America/Los_Angeles', 'CA NV OR WA'),
  ...zone('America/Anchorage', 'AK'),
  ...zone('Pacific/Honolulu', 'HI'),
  ...zone('America/Puerto_Rico', 'PR VI'),
  ...zone('Pacific/Guam', 'GU MP'),
  ...zone('Pacific/Pago_Pago', 'AS'),
};

function zone(name: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, name]));
}
