import type { Deps } from '#application/deps.ts';
import { findProviders } from '#application/find-providers.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { providerAbout } from '#copy/words.ts';
import { shortLabel } from '#domain/provider.ts';
import type { Option } from '#views/elements.ts';

/** Facilities for what somebody typed, as options. */
export async function foundPlaces(deps: Deps, query: string, person: KnownPerson): Promise<Option[]> {
  const { rows } = await findProviders(deps)(query, person);
  return rows.map((row) => ({ value: row.ccn, label: shortLabel(row), about: providerAbout(row) }));
}
