/** How well a statement is founded: a job aid states it, a public page states it, or nobody does and we assume it. */
export type Basis = 'stated' | 'public' | 'assumption';

/** The five job aids by their number, or a public page. */
export type DocumentId = '000' | '001' | '002' | '003' | '004' | 'public';

/** Where a fact stands. `line` counts from 1 in the text of the document; 0 where a public page has no lines. */
export interface Source {
  document: DocumentId;
  line: number;
}
