import type { DocumentId } from '#domain/source.ts';

/** A fact of the job aids as a record: one place for each value, with where it stands and whether it still holds. */
export interface Fact {
  value: string;
  source: { document: DocumentId; line: number };
  /** The document's date as printed; null: undated. */
  dated: string | null;
  status: 'current' | 'superseded' | 'disputed';
  /** Why the status is what it is, where that needs saying. */
  why?: string;
}

export const facts = {
  iqiesAddress: {
    value: 'https://iqies.cms.gov/',
    source: { document: '001', line: 42 },
    dated: '03/31/2026',
    status: 'current',
  },
  trainingAddress: {
    value: 'https://training-iqies.cms.gov/',
    source: { document: '004', line: 210 },
    dated: '04/08/2025',
    status: 'current',
  },
  harpRegistration: {
    value: 'https://harp.cms.gov/register',
    source: { document: '003', line: 38 },
    dated: null,
    status: 'current',
  },
  harpHelp: {
    value: 'https://harp.cms.gov/help',
    source: { document: '004', line: 51 },
    dated: '04/08/2025',
    status: 'current',
  },
  serviceCenterPhone: {
    value: '888-477-7876, option 1',
    source: { document: '001', line: 248 },
    dated: '03/31/2026',
    status: 'current',
    why: 'The undated PSO job aid (003:32) and the 2019 letter print 800-339-9313; no document says that one replaced the other.',
  },
  serviceCenterEmail: {
    value: 'iQIES@cms.hhs.gov',
    source: { document: '001', line: 250 },
    dated: '03/31/2026',
    status: 'current',
  },
  officialNameColumn: {
    value: 'Security Official Name',
    source: { document: '001', line: 228 },
    dated: '03/31/2026',
    status: 'current',
  },
  officialContactColumn: {
    value: 'Security Official Contact',
    source: { document: '001', line: 228 },
    dated: '03/31/2026',
    status: 'current',
  },
} as const satisfies Record<string, Fact>;
