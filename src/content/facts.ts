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
  olderServiceCenterPhone: {
    value: '800-339-9313',
    source: { document: '003', line: 32 },
    dated: null,
    status: 'disputed',
    why: 'Printed in the undated PSO job aid and the 2019 letter; the dated documents of 2025 and later print 888-477-7876.',
  },
  qualityNetPhone: {
    value: '866-288-8912',
    source: { document: '002', line: 15 },
    dated: '10/15/2019',
    status: 'current',
  },
  qualityNetEmail: {
    value: 'qnetsupport@hcqis.org',
    source: { document: '002', line: 15 },
    dated: '10/15/2019',
    status: 'current',
  },
  supportCentral: {
    value: 'https://cmsqualitysupport.servicenowservices.com/ccsq_support_central',
    source: { document: '000', line: 188 },
    dated: null,
    status: 'current',
  },
  olderHarpRegistration: {
    value: 'harp.qualitynet.org',
    source: { document: '002', line: 15 },
    dated: '10/15/2019',
    status: 'superseded',
    why: 'The PSO job aid prints harp.cms.gov/register.',
  },
  harpVideo: {
    value: 'https://www.youtube.com/watch?v=G1zj8JqxWg4',
    source: { document: '003', line: 68 },
    dated: null,
    status: 'current',
  },
  manualProofingVideo: {
    value: 'https://www.youtube.com/watch?v=rYioFNNvtD0',
    source: { document: '002', line: 52 },
    dated: '10/15/2019',
    status: 'current',
  },
  proofingFactSheet: {
    value:
      'https://qtso.cms.gov/news-and-updates/remote-identify-proofing-requirements-internet-quality-improvement-evaluation',
    source: { document: '002', line: 58 },
    dated: '10/15/2019',
    status: 'current',
  },
  trainingVideos: {
    value: 'https://go.cms.gov/iQIES_Training',
    source: { document: '002', line: 13 },
    dated: '10/15/2019',
    status: 'current',
  },
  broadcastEmail: {
    value: 'iQIES_Broadcast@cms.hhs.gov',
    source: { document: '002', line: 40 },
    dated: '10/15/2019',
    status: 'superseded',
    why: 'Printed in the 2019 letter only; later documents name the Service Center.',
  },
  noticeSender: {
    value: 'donotreply.HARP@hcqis.org',
    source: { document: '004', line: 380 },
    dated: '04/08/2025',
    status: 'current',
    why: 'Printed as a link in the job aid; it is an address, not a web page.',
  },
} as const satisfies Record<string, Fact>;
