import { people } from './people.ts';
import type { TeamsPerson } from './teams/contract.ts';

/** The tenant of the rehearsal, and another organization's. */
export const rehearsalTenant = '7e4a1c00-0000-4000-8000-00000000a001';
export const partnerTenant = '7e4a1c00-0000-4000-8000-00000000b002';

/** People of the cast who use Teams beside Slack, with the same address there. */
const onBoth = ['U0ANA', 'U0JOAN', 'U0MARIA', 'U0SAM', 'U0IRIS', 'U0CLEO', 'U0GUS', 'U0NOEL'];

/** People of the rehearsal who have a Teams account: some are on Slack too, under the same id. */
export const teamsPeople: TeamsPerson[] = [
  ...people
    .filter(({ id }) => onBoth.includes(id))
    .map((person, index) => ({
      id: person.id,
      name: person.name,
      aadObjectId: objectId(index + 1),
      email: person.email,
      ...(person.timeZone === undefined ? {} : { timeZone: person.timeZone }),
      ...(person.about === undefined ? {} : { about: person.about }),
      ...(person.restricted ? { guest: true } : {}),
    })),
  onTeams(31, 'T0TESSA', 'Tessa Moran', 'valley-care.example', 'Nurse at Bloomfield Care Center, on Teams only'),
  onTeams(32, 'U0PAT', 'Pat Doyle', 'hillside.example', 'PSO of Crestview Acres (165299)'),
  onTeams(33, 'T0NINA', 'Nina Sato', 'nebraska-survey.example', 'Surveyor in Nebraska, on Teams only'),
  {
    ...onTeams(34, 'T0FAY', 'Fay Quinn', 'partner.example', 'From another tenant, in a shared channel'),
    tenantId: partnerTenant,
  },
];

function onTeams(number: number, id: string, name: string, domain: string, about: string): TeamsPerson {
  const email = `${name.toLowerCase().replace(' ', '.')}@${domain}`;
  return { id, name, aadObjectId: objectId(number), email, timeZone: 'America/Chicago', about };
}

function objectId(number: number): string {
  return `0b1ec7ed-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
