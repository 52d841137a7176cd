import type { CcnKind } from '#domain/ccn.ts';

/** The layouts of the real CMS files, recognised by the names of their columns. */

export interface Layout {
  id: 'hospital' | 'nursing-home' | 'home-health' | 'hospice' | 'operator' | 'merged';
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

/** The operator's own column for the Facility ID of iQIES, in any layout. */
const facilityIdColumn = 'iqies facility id';

const ownColumns = {
  ccn: 'ccn',
  name: 'name',
  type: 'type',
  address: 'address',
  city: 'city',
  state: 'state',
  zip: 'zip',
  chain: 'chain',
  asOf: 'as_of',
};

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
      asOf: 'processing date',
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
    // The operator's own list, with the Facility IDs of iQIES: it stands beside the merged one and counts more.
    id: 'operator',
    marks: ['ccn', 'name', facilityIdColumn],
    columns: ownColumns,
  },
  {
    id: 'merged',
    marks: ['ccn', 'type', 'name', 'city', 'state'],
    columns: ownColumns,
  },
];

/** Where the columns of a layout stand in a file. */
export interface Recognised {
  layout: Layout;
  /** How many columns each row has. */
  width: number;
  /** The value of a column in a record; '' where the file has no such column. */
  value(record: readonly string[], column: keyof Layout['columns'] | 'facilityId'): string;
}

/** Reads a header row; null when no layout fits. Order, case and spaces around names do not matter. */
export function recognise(header: readonly string[]): Recognised | null {
  const names = header.map((name) => name.trim().toLowerCase());
  const layout = layouts.find(({ marks }) => marks.every((mark) => names.includes(mark)));
  if (layout === undefined) return null;
  const columns = { ...layout.columns, facilityId: facilityIdColumn };
  const places = new Map(Object.entries(columns).map(([column, name]) => [column, names.indexOf(name)]));
  return { layout, width: header.length, value: (record, column) => record[places.get(column) ?? -1] ?? '' };
}

const typeWords: Record<string, string> = {
  NH: 'Nursing home',
  HHA: 'Home health agency',
  HOSPICE: 'Hospice',
  IRF: 'Rehabilitation hospital',
  LTCH: 'Long-term care hospital',
};

const kindWords: Record<CcnKind, string> = {
  'nursing-home': 'Nursing home',
  'home-health': 'Home health agency',
  hospice: 'Hospice',
  hospital: 'Hospital',
  dialysis: 'Dialysis facility',
  clinic: 'Clinic',
  supplier: 'Supplier',
  other: 'Provider',
};

/** A type as people read it; where the list says none, what the number says. */
export function typeInWords(text: string, kind: CcnKind): string {
  return typeWords[text.toUpperCase()] ?? (text || kindWords[kind]);
}
