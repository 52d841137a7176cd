import type { Provider } from '#domain/provider.ts';

/** The port to the facilities people look up. A list is never the authority: what it does not know may well exist. */
export interface ProviderDirectory {
  /**
   * The best rows first, and how many more there are; one more than `mostMore` stands for any number above it. Too little
   * to search for gives none.
   */
  search(
    query: string,
    options: { states?: readonly string[]; limit: number },
  ): Promise<{ rows: Provider[]; more: number }>;
  /** Those of the CCNs that a list knows. */
  find(ccns: readonly string[]): Promise<Map<string, Provider>>;
  /** Facilities whose number differs from this one by one character or one swap, likeliest first; at most 5. */
  near(ccn: string): Promise<Provider[]>;
  /** The facilities of a chain by State and CCN; upper and lower case do not matter. Few lists name chains. */
  chain(name: string, limit: number): Promise<{ rows: Provider[]; more: number }>;
  /** The newest list's date as people read it; null when there is no list. */
  listDate(): Promise<string | null>;
}
