import type { Deps } from '#application/deps.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { rolesOf } from '#application/my-roles.ts';
import { takeBackStatement } from '#application/settle-statement.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { describedProblem, mayState, stateRole } from '#application/state-role.ts';
import { facilitiesPerStatement, placesAsked } from '#application/stated-places.ts';
import { problemText } from '#channels/request-flow.ts';
import { roleById } from '#content/catalogue.ts';
import { refusals } from '#copy/refusals.ts';
import { type Environment, environments, isRoleId, type RoleId } from '#domain/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import type { Form } from '#views/elements.ts';
import { myRolesForm } from '#views/roles.ts';
import { type AskedPlace, statedForm, statedPlaceForm, statedRoleForm } from '#views/statements.ts';
import { acts, type Buttons, type ClickContext, opens, refuse } from './click.ts';
import { type Forms, type Sent, type Submission, wrongUnrecorded } from './submission.ts';

/** "I have a role in iQIES already": the button on Home, "Take it back", and the list of all roles. */
export function statementButtons(context: ClickContext): Buttons {
  const page = acts(async ({ person, value }) => ({ replace: await allRoles(context, person, value) }));
  return {
    'state-role': opens(async ({ person }) => {
      const problem = mayState(person.account, context.deps.settings.guestsMayRequest);
      return problem === null ? { open: statedRoleForm() } : refuse(problem);
    }),
    'take-back-statement': acts(async ({ person, value, dialog }) => {
      const answer = await takeBackStatement(context.deps)(person, value.slice(0, 60));
      const said = answer.ok ? {} : { say: refusals[answer.refusal] };
      return dialog === null ? said : { replace: await allRoles(context, person, dialog.memo.page ?? ''), ...said };
    }),
    'my-roles': opens(async ({ person }) => ({ open: await allRoles(context, person, '') })),
    'roles-earlier': page,
    'roles-later': page,
  };
}

/** The form of a statement, in two steps. */
export function statementForms({ deps }: ClickContext): Forms {
  return {
    'state-role': { field: 'environment', again: async () => statedRoleForm(), send: (sent) => takeRole(deps, sent) },
    'state-place': {
      field: 'places',
      async again({ memo }) {
        const at = roleAndPlace(memo.role ?? '', memo.environment ?? '');
        return at && statedPlaceForm(at.roleId, at.environment, await asked(deps, at.roleId));
      },
      send: (sent) => takePlace(deps, sent),
    },
  };
}

/** Every role of a person as a dialog, true at this moment. */
async function allRoles({ deps }: ClickContext, { personId }: KnownPerson, page: string): Promise<Form> {
  const roles = await deps.ledger.read((record) => rolesOf(record, personId));
  return myRolesForm(await shownRoles(deps.providers, roles), /^\d{1,4}$/.test(page) ? Number(page) : 0);
}

async function takeRole(deps: Deps, { typed }: Submission): Promise<Sent> {
  const at = roleAndPlace(typed.choice('role') ?? '', typed.choice('environment') ?? '');
  if (at === null) return wrongUnrecorded('role-missing', 'role');
  const problem = describedProblem(at.roleId, at.environment);
  if (problem !== null) return wrongUnrecorded(problem, 'environment');
  return { next: statedPlaceForm(at.roleId, at.environment, await asked(deps, at.roleId)) };
}

async function asked({ ledger }: Deps, roleId: RoleId): Promise<AskedPlace> {
  const role = roleById(roleId);
  const asks = placesAsked(role);
  if (asks === 'facilities') return { asks, most: facilitiesPerStatement };
  if (asks !== 'contractor') return { asks };
  const line = role.line ?? 'mac';
  return { asks, line, known: await ledger.read((record) => record.contractors(line)) };
}

async function takePlace(deps: Deps, { person, typed, memo }: Submission): Promise<Sent> {
  const at = roleAndPlace(memo.role ?? '', memo.environment ?? '');
  if (at === null) return wrongUnrecorded('draft-unknown');
  const answer = await stateRole(deps)(person, at, {
    ccns: typed.chosen('places')?.map(({ value }) => value) ?? [],
    pasted: typed.words('pasted') ?? '',
    place: typed.choice('state'),
    contractorKnown: typed.choice('contractor-known'),
    contractor: typed.words('contractor') ?? '',
  });
  if (!answer.ok) return { wrong: problemText(answer.problem), field: answer.problem.field };
  const roles = answer.organizations.map((organization) => ({
    ...at,
    organization: organizationKey(organization),
    startedAt: 0,
    statementId: null,
    disciplines: null,
    unconfirmed: false,
  }));
  return { next: statedForm(await shownRoles(deps.providers, roles)) };
}

function roleAndPlace(roleId: string, named: string): { roleId: RoleId; environment: Environment } | null {
  const environment = environments.find((one) => one === named);
  return isRoleId(roleId) && environment !== undefined ? { roleId, environment } : null;
}
