import { states } from '#content/states.ts';

/** The words facilities are found by. Both sides, list and search, go through the same folding. */

const longestWord = 40;
const stateNames = new Map(states.map(({ code, name }) => [code, name]));

/** A text as search words. Apostrophes join ("St. Mary's" is st, marys); everything else that is no letter parts. */
export function words(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘`]/g, '')
    .toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).map((word) => word.slice(0, longestWord));
}

/** The words of a provider: name, city, State (code and name), type, Facility ID; each once. */
export function wordsOf(provider: {
  name: string;
  city: string | null;
  state: string | null;
  type: string;
  facility_id: string | null;
}): string[] {
  const { name, city, state, type, facility_id } = provider;
  const stateName = state === null ? null : stateNames.get(state);
  return [...new Set([name, city, state, stateName, type, facility_id].flatMap((text) => words(text ?? '')))];
}
