import { expect, test } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { rehearsalTenant, teamsPeople } from '#rehearsal/teams-people.ts';

const tenantOf = ({ tenantId = rehearsalTenant }: { tenantId?: string }) => tenantId;

test('whoever is on both platforms has the same address on both', () => {
  const both = teamsPeople.filter(({ id }) => people.some((person) => person.id === id));
  expect(both.length).toBeGreaterThan(3);
  for (const { id, email } of both) expect(people.find((person) => person.id === id)).toMatchObject({ email });
});

test('some are on Teams only, one is a guest, one has no address, one is from another tenant', () => {
  const only = teamsPeople.filter(({ id }) => !people.some((person) => person.id === id));
  expect(only.length).toBeGreaterThan(2);
  expect(teamsPeople.filter(({ guest }) => guest)).toHaveLength(1);
  expect(teamsPeople.filter(({ email }) => email === null)).toHaveLength(1);
  expect(teamsPeople.filter((person) => tenantOf(person) !== rehearsalTenant)).toHaveLength(1);
});

test('nobody shares an object id with somebody else', () => {
  expect(new Set(teamsPeople.map(({ aadObjectId }) => aadObjectId)).size).toBe(teamsPeople.length);
});
