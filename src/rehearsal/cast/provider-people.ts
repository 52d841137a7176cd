import { type CastGroup, someone } from './cast.ts';
import { fortyFacilities } from './forty-facilities.ts';

/** Domains of the invented providers whose addresses count. */
export const providerDomains = ['valley-care.example', 'hillside.example', 'prairie-homes.example'];
const [valley = '', hillside = '', prairie = ''] = providerDomains;

export const providerStaff: CastGroup = {
  name: 'Provider staff',
  people: [
    someone('U0ANA', 'Ana Ruiz', valley, 'Nurse at Bloomfield Care Center and Aase Haugen Home'),
    someone('U0LENA', 'Lena Novak', hillside, 'Administrator who wants to become PSO', {
      timeZone: 'America/New_York',
    }),
    someone('U0CORA', 'Cora Diaz', prairie, 'Corporate nurse; needs access at 40 facilities', {
      handout: { label: 'Copy her 40 CCNs', text: fortyFacilities.join('\n') },
    }),
  ],
};

export const providerOfficials: CastGroup = {
  name: 'Provider Security Officials (PSO)',
  people: [
    someone('U0JOAN', 'Joan Lee', valley, 'PSO of Bloomfield Care Center (165326)'),
    someone('U0RAJ', 'Raj Patel', valley, 'The other PSO of Bloomfield Care Center'),
    someone('U0MARIA', 'Maria Gomez', hillside, 'PSO of Aase Haugen Home (165178)'),
    someone('U0WEI', 'Wei Chen', valley, 'The only PSO of Creston Specialty Care (165199)', {
      timeZone: 'America/Denver',
    }),
    someone('U0PETRA', 'Petra Olsen', prairie, 'PSO of three: Northcrest, Odebolt and Dunlap Specialty Care'),
    someone('U0HUGO', 'Hugo Lind', prairie, 'PSO of 34 facilities that Cora needs'),
    someone('U0PAT', 'Pat Doyle', hillside, 'PSO of Crestview Acres (165299), known by e-mail only', { absent: true }),
  ],
};
