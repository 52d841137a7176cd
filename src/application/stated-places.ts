import { states } from '#content/states.ts';
import type { Role } from '#domain/catalogue.ts';
import { parseCcn, splitPasted } from '#domain/ccn.ts';
import { secretIn } from '#domain/guard.ts';
import type { Organization } from '#domain/organization.ts';
import type { FieldProblem } from './entries.ts';
import { isContractorName } from './organizations-of-draft.ts';

/** Where somebody says that she has a role: what the second step of the form holds. null: the step has no such input. */
export interface StatedEntries {
  ccns: readonly string[];
  pasted: string;
  /** Code of a State, or `cms`. */
  place: string | null;
  contractorKnown: string | null;
  contractor: string;
}

/** So many facilities fit into one statement; more are said again. */
export const facilitiesPerStatement = 20;

/** What the second step asks for a role. */
export function placesAsked(role: Role): 'facilities' | 'state' | 'state-or-cms' | 'contractor' | 'nothing' {
  switch (role.fields.value) {
    case 'providers':
      return 'facilities';
    case 'state':
      return 'state';
    case 'contract-surveyor':
      return 'state-or-cms';
    case 'contractor':
      return 'contractor';
    case 'contract-survey-admin':
    case 'none':
      return 'nothing';
  }
}

/**
 * The organizations of a statement, or what is wrong with an entry. The guard comes before everything else.
 * @param contractors names that are known here: they keep their spelling
 */
export function statedPlaces(
  role: Role,
  entries: StatedEntries,
  contractors: readonly string[],
): { ok: true; organizations: Organization[] } | { ok: false; problem: FieldProblem } {
  const wrong = (field: FieldProblem['field'], refusal: Extract<FieldProblem, { kind: 'refusal' }>['refusal']) =>
    ({ ok: false, problem: { field, kind: 'refusal', refusal } }) as const;
  if (secretIn(entries.pasted) !== null) return wrong('pasted', 'holds-a-secret');
  if (secretIn(entries.contractor) !== null) return wrong('contractor', 'holds-a-secret');
  switch (placesAsked(role)) {
    case 'facilities':
      return facilities(entries);
    case 'state':
    case 'state-or-cms':
      if (entries.place === 'cms' && placesAsked(role) === 'state-or-cms')
        return { ok: true, organizations: [{ kind: 'cms' }] };
      return states.some(({ code }) => code === entries.place)
        ? { ok: true, organizations: [{ kind: 'state', code: entries.place ?? '' }] }
        : wrong('state', 'state-missing');
    case 'contractor': {
      const typed = (entries.contractor.trim() || (entries.contractorKnown ?? '')).replace(/\s+/g, ' ').trim();
      if (typed === '') return wrong('contractor', 'contractor-missing');
      if (!isContractorName(typed)) return wrong('contractor', 'contractor-malformed');
      const name = contractors.find((one) => one.toLowerCase() === typed.toLowerCase()) ?? typed;
      return { ok: true, organizations: [{ kind: 'contractor', line: role.line ?? 'mac', name }] };
    }
    case 'nothing':
      return { ok: true, organizations: [{ kind: 'cms' }] };
  }
}

function facilities({ ccns, pasted }: StatedEntries): ReturnType<typeof statedPlaces> {
  const read = [...ccns, ...splitPasted(pasted)].map((typed) => ({ typed, parsed: parseCcn(typed, states) }));
  const wrong = read.flatMap(({ typed, parsed }) =>
    parsed.ok ? [] : [{ typed, problem: parsed.problem, suggestion: parsed.suggestion ?? null }],
  );
  if (wrong.length > 0) return { ok: false, problem: { field: 'pasted', kind: 'ccns', wrong } };
  const all = [...new Set(read.flatMap(({ parsed }) => (parsed.ok ? [parsed.ccn] : [])))];
  if (all.length === 0) return { ok: false, problem: { field: 'places', kind: 'refusal', refusal: 'no-organization' } };
  if (all.length > facilitiesPerStatement)
    return { ok: false, problem: { field: 'pasted', kind: 'refusal', refusal: 'too-many-stated' } };
  return { ok: true, organizations: all.map((ccn) => ({ kind: 'provider', ccn })) };
}
