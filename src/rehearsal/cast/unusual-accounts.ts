import { type CastGroup, someone } from './cast.ts';

/** A staffing agency: its domain counts, its people are guests. */
export const agencyDomain = 'agency.example';

export const unusualAccounts: CastGroup = {
  name: 'Accounts that may not do everything',
  people: [
    someone('U0GUS', 'Gus Berg', agencyDomain, 'Guest from a staffing agency', { restricted: true }),
    { id: 'U0NOEL', name: 'Noel Finch', email: null, about: 'Aide without an e-mail address in the account' },
    someone('U0VERA', 'Vera Stone', 'elsewhere.example', 'Member whose e-mail domain the operator did not list'),
    someone('U0ZOE', 'Zoe Hart', 'partner.example', 'From another workspace, in a shared channel', {
      stranger: true,
      teamId: 'T0PARTNER',
    }),
  ],
};
