import type { DocumentId } from '#domain/source.ts';

/** The documents that answers name, with the date printed in them. An undated one is never called newer or older. */
export const documents: Record<DocumentId, { title: string; date: string | null }> = {
  '000': { title: 'State Agency General User job aid', date: null },
  // Undated; a screenshot in it shows 03/31/2026.
  '001': { title: 'Provider User Roles job aid', date: null },
  '002': { title: 'CMS letter to home health agencies', date: '10/15/2019' },
  '003': { title: 'Provider Security Official job aid', date: null },
  '004': { title: 'Training Environment Access job aid 3.1', date: '04/08/2025' },
  public: { title: 'Public source', date: null },
};
