import { type CastGroup, someone } from './cast.ts';

/** Domains of the invented State agencies, contractors and CMS whose addresses count. */
export const agencyDomains = [
  'iowa-survey.example',
  'nebraska-survey.example',
  'survey-partners.example',
  'prairie-mac.example',
  'cms-rehearsal.example',
];
const [iowa = '', nebraska = '', partners = '', mac = '', cms = ''] = agencyDomains;

export const stateAgencies: CastGroup = {
  name: 'State Agencies',
  people: [
    someone('U0SAM', 'Sam Okafor', iowa, 'State surveyor in Iowa; needs the general user role'),
    someone('U0IRIS', 'Iris Bell', iowa, 'State Agency Security Official of Iowa'),
    someone('U0NED', 'Ned Alvarez', nebraska, 'State Agency Security Official of Nebraska'),
  ],
};

export const contractors: CastGroup = {
  name: 'Contractors',
  people: [
    someone('U0CARL', 'Carl Jensen', partners, 'Contract surveyor; needs training access for Iowa, or for CMS'),
    someone('U0MILO', 'Milo Farr', mac, 'Analyst at Prairie MAC; needs its reports', { timeZone: 'America/New_York' }),
    someone('U0MONA', 'Mona Fischer', mac, 'Security Official of the contractor Prairie MAC', {
      timeZone: 'America/New_York',
    }),
  ],
};

export const cmsPeople: CastGroup = {
  name: 'CMS',
  people: [
    someone('U0CYRUS', 'Cyrus Webb', cms, 'CMS user; needs to read in iQIES', { timeZone: 'America/New_York' }),
    someone('U0CLEO', 'Cleo Grant', cms, 'CMS Security Official; decides what nobody else can', {
      timeZone: 'America/New_York',
    }),
  ],
};
