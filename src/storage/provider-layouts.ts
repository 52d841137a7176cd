/** The layouts of the real CMS files, recognised by the names of their columns. */

export interface Layout {
  id: 'hospital' | 'nursing-home' | 'home-health' | 'hospice' | 'merged';
  /** Every one of these columns is there. */
  marks: readonly string[];
  columns: {
    ccn: string;
    name: string;
    type?: string;
    address: string;
    city: string;
    state: string;
    zip: string;
    chain?: string;
    asOf?: string;
  };
  /** The type of all rows, where no column says it. */
  type?: string;
}

const cmsNumber = 'cms certification number (ccn)';

const layouts: readonly Layout[] = [
  {
    id: 'hospital',
    marks: ['facility id', 'facility name', 'hospital type'],
    // In the hospital file "Facility ID" is the CCN, not the Facility ID of iQIES.
    columns: {
      ccn: 'facility id',
      name: 'facility name',
      type: 'hospital type',
      address: 'address',
      city: 'city/town',
      state: 'state',
      zip: 'zip code',
    },
  },
  {
    id: 'nursing-home',
    marks: [cmsNumber, 'provider name', 'provider address'],
    columns: {
      ccn: cmsNumber,
      name: 'provider name',
      address: 'provider address',
      city: 'city/town',
      state: 'state',
      zip: 'zip code',
      chain: 'chain name',
    },
    type: 'Nursing home',
  },
  {
    id: 'hospice',
    marks: [cmsNumber, 'facility name', 'address line 1'],
    columns: {
      ccn: cmsNumber,
      name: 'facility name',
      address: 'address line 1',
      city: 'city/town',
      state: 'state',
      zip: 'zip code',
    },
    type: 'Hospice',
  },
  {
    id: 'home-health',
    marks: [cmsNumber, 'provider name', 'address', 'state'],
    columns: {
      ccn: cmsNumber,
      name: 'provider name',
      address: 'address',
      city: 'city/town',
      state: 'state',
      zip: 'zip code',
    },
    type: 'Home health agency',
  },
  {
    id: 'merged',
    marks: ['ccn', 'type', 'name', 'city', 'state'],
    columns: {
      ccn: 'ccn',
      name: 'name',
      type: 'type',
      address: 'address',
      city: 'city',
      state: 'state',
      zip: 'zip',
      asOf: 'as_of',
    },
  },
];

/** The operator's own column for the Facility ID of iQIES, in any layout. */
export const facilityIdColumn = 'iqies facility id';

/** The layout of a header row; null when none fits. Case and spaces around names do not matter. */
export function recognise(header: readonly string[]): Layout | null {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  return layouts.find((layout) => layout.marks.every((mark) => names.has(mark))) ?? null;
}

const typeWords: Record<string, string> = {
  NH: 'Nursing home',
  HHA: 'Home health agency',
  HOSPICE: 'Hospice',
  IRF: 'Rehabilitation hospital',
  LTCH: 'Long-term care hospital',
};

/** A type as people read it. */
export function typeInWords(text: string): string {
  return typeWords[text.trim().toUpperCase()] ?? (text.trim() || 'Provider');
}
