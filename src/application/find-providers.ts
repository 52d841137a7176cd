import { states } from '#content/states.ts';
import { parseCcn } from '#domain/ccn.ts';
import type { Provider } from '#domain/provider.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson } from './ledger.ts';

/** The most facilities that one search shows. */
const mostRows = 20;

/** Facilities for what a person types, those of her own States first: where she has or has asked for a role. */
export function findProviders({ ledger, providers }: Deps) {
  return async (query: string, person: KnownPerson | null): Promise<{ rows: Provider[]; more: number }> => {
    const held = person === null ? [] : await ledger.read((record) => record.heldBy(person.personId));
    const own = held.flatMap(({ organization }) => {
      if (organization.startsWith('state:')) return [organization.slice('state:'.length)];
      const parsed = parseCcn(organization.replace(/^ccn:/, ''), states);
      return parsed.ok && parsed.state !== null ? [parsed.state] : [];
    });
    return providers.search(query.slice(0, 200), { states: [...new Set(own)], limit: mostRows });
  };
}
