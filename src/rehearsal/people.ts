import type { WorkspacePerson } from './slack/contract.ts';

/** The people of the rehearsal: invented, each there to try one thing. */
export const people: WorkspacePerson[] = [
  {
    id: 'U0ANA',
    name: 'Ana Ruiz',
    email: 'ana.ruiz@valley-care.example',
    emailConfirmed: true,
    timeZone: 'America/Chicago',
    about: 'Nurse; needs access at Bloomfield Care Center and Aase Haugen Home',
  },
  {
    id: 'U0JOAN',
    name: 'Joan Lee',
    email: 'joan.lee@valley-care.example',
    emailConfirmed: true,
    timeZone: 'America/Chicago',
    about: 'PSO of Bloomfield Care Center (165326)',
  },
  {
    id: 'U0RAJ',
    name: 'Raj Patel',
    email: 'raj.patel@valley-care.example',
    emailConfirmed: true,
    timeZone: 'America/Chicago',
    about: 'The other PSO of Bloomfield Care Center (165326)',
  },
  {
    id: 'U0MARIA',
    name: 'Maria Gomez',
    email: 'maria.gomez@hillside.example',
    emailConfirmed: true,
    timeZone: 'America/Chicago',
    about: 'PSO of Aase Haugen Home (165178)',
  },
  {
    id: 'U0WEI',
    name: 'Wei Chen',
    email: 'wei.chen@valley-care.example',
    emailConfirmed: true,
    timeZone: 'America/Denver',
    about: 'The only PSO of Creston Specialty Care (165199)',
  },
  {
    id: 'U0LENA',
    name: 'Lena Novak',
    email: 'lena.novak@hillside.example',
    emailConfirmed: true,
    timeZone: 'America/New_York',
    about: 'Administrator who wants to become PSO',
  },
  {
    id: 'U0GUS',
    name: 'Gus Berg',
    email: 'gus.berg@agency.example',
    emailConfirmed: true,
    restricted: true,
    about: 'Guest from a staffing agency',
  },
  { id: 'U0NOEL', name: 'Noel Finch', email: null, about: 'Aide without an e-mail address in the account' },
  {
    id: 'U0VERA',
    name: 'Vera Stone',
    email: 'vera.stone@elsewhere.example',
    emailConfirmed: true,
    about: 'Member whose e-mail domain the operator did not list',
  },
  {
    id: 'U0ZOE',
    name: 'Zoe Hart',
    email: 'zoe.hart@partner.example',
    emailConfirmed: true,
    stranger: true,
    teamId: 'T0PARTNER',
    about: 'From another workspace, in a shared channel',
  },
];

/** Domains whose addresses count in the rehearsal. */
export const rehearsalDomains = ['valley-care.example', 'hillside.example', 'agency.example'];
