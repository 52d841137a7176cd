/** Lists of numbers in place of objects for each word and each phrasing: small, and kept in a file as they are. */

/** Terms of phrasings, one phrasing after the other: those of phrasing n stand up to ends[n]. */
export interface Phrasings {
  terms: Uint32Array;
  ends: Uint32Array;
}

/** Who holds a term: those of term n stand from begins[n] to begins[n + 1], each with how much the term counts for it. */
export interface Holders {
  /** How many there are who can hold a term. */
  count: number;
  begins: Uint32Array;
  holders: Uint32Array;
  weights: Float64Array;
}

export interface PhrasingHolders extends Holders {
  /** How telling each term is; 0 for one that no phrasing has. */
  telling: Float64Array;
}
