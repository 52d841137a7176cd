import { states } from '#content/states.ts';
import { parseCcn } from '#domain/ccn.ts';
import type { PersonId } from '#domain/person.ts';
import type { Provider } from '#domain/provider.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Ledger } from './ledger.ts';

/** The most facilities that one search shows. */
const mostRows = 20;

/** Facilities for what a person types, those of her own States first: where she has or has asked for a role. */
export function findProviders(deps: Deps) {
  return async (query: string, person: KnownPerson | null): Promise<{ rows: Provider[]; more: number }> =>
    deps.providers.search(query.slice(0, 200), {
      states: person === null ? [] : await ownStates(deps, person.personId),
      limit: mostRows,
    });
}

/** Somebody who types asks with each letter; her States hardly change meanwhile, and only the order hangs on them. */
const rememberedMs = 10_000;
const mostRemembered = 500;
const remembered = new WeakMap<Ledger, Map<PersonId, { at: number; own: string[] }>>();

async function ownStates({ ledger, now }: Deps, personId: PersonId): Promise<string[]> {
  const people = remembered.get(ledger) ?? new Map<PersonId, { at: number; own: string[] }>();
  remembered.set(ledger, people);
  const known = people.get(personId);
  if (known !== undefined && now() - known.at < rememberedMs) return known.own;
  const held = await ledger.read((record) => record.heldBy(personId));
  const own = held.flatMap(({ organization }) => {
    if (organization.startsWith('state:')) return [organization.slice('state:'.length)];
    const parsed = parseCcn(organization.replace(/^ccn:/, ''), states);
    return parsed.ok && parsed.state !== null ? [parsed.state] : [];
  });
  if (people.size >= mostRemembered) people.clear();
  const once = [...new Set(own)];
  people.set(personId, { at: now(), own: once });
  return once;
}
