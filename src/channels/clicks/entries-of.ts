import type { Entries } from '#application/entries.ts';
import { categories, contractOrganizations } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { taskIds } from '#content/tasks.ts';
import { environments, isRoleId } from '#domain/catalogue.ts';
import { parseCcn } from '#domain/ccn.ts';
import type { Typed } from './typed.ts';

/** What stands in the inputs, by their ids; checked against what was offered, because options can be tampered with. */
export function entriesOf(typed: Typed): Entries {
  const oneOf = <T extends string>(id: string, known: readonly T[]): T | null =>
    known.find((one) => one === typed.choice(id)) ?? null;
  const role = typed.choice('role');
  const ccns = (id: string) =>
    typed
      .chosen(id)
      ?.map(({ value }) => value)
      .filter((value) => parseCcn(value, states).ok) ?? null;
  return {
    category: oneOf(
      'category',
      categories.map(({ id }) => id),
    ),
    taskId: oneOf('task', taskIds),
    roleId: role !== null && isRoleId(role) ? role : null,
    environment: oneOf('environment', environments),
    ccns: ccns('places'),
    pasted: typed.words('pasted'),
    state: oneOf(
      'state',
      states.map(({ code }) => code),
    ),
    employeeId: typed.words('employee-id'),
    surveyor: oneOf('surveyor', ['yes', 'no', 'skip']),
    surveyFor: oneOf('survey-for', ['cms', 'state']),
    contractOrganizations:
      typed
        .chosen('contract-organizations')
        ?.map(({ value }) => value)
        .filter((value) => contractOrganizations.some(({ label }) => label === value)) ?? null,
    surveyorStanding: oneOf('surveyor-standing', ['new', 'existing']),
    federalId: typed.words('federal-id'),
    federalIdAgain: typed.words('federal-id-again'),
    contractorKnown: typed.choice('contractor-known'),
    contractor: typed.words('contractor'),
    chainAll: typed.ticked('chain-all', 'all'),
    chainCcns: ccns('chain-places'),
    keep: typed.ticked('keep', 'keep'),
    saysGeneralUser: typed.ticked('general-user', 'yes'),
    legalName: typed.words('legal-name'),
    harpConfirmed: typed.ticked('harp', 'yes'),
    notVendor: typed.ticked('not-vendor', 'yes'),
  };
}
