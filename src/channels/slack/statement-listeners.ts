import type { App } from '@slack/bolt';
import type { KnownPerson } from '#application/ledger.ts';
import { rolesOf } from '#application/my-roles.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { takeBackStatement } from '#application/settle-statement.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { describedProblem, mayState, stateRole } from '#application/state-role.ts';
import { facilitiesPerStatement, placesAsked } from '#application/stated-places.ts';
import { problemText } from '#channels/request-flow.ts';
import { roleById } from '#content/catalogue.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { type Environment, environments, isRoleId, type RoleId } from '#domain/catalogue.ts';
import { organizationKey } from '#domain/organization.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import { myRolesForm } from '#views/roles.ts';
import { type AskedPlace, notStatedForm, statedForm, statedPlaceForm, statedRoleForm } from '#views/statements.ts';
import { clicks, refuse } from './click.ts';
import type { SlackContext } from './context.ts';
import { type ParsedView, parseView } from './parse.ts';
import { renderModal } from './render.ts';

/** "I have a role in iQIES already": the button on Home, the form in two steps, and "Take it back". */
export function listenToStatements(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  click('state-role', async ({ person }) => {
    const problem = mayState(person.account, context.deps.settings.guestsMayRequest);
    return problem === null ? { open: statedRoleForm() } : refuse(problem);
  });
  click('take-back-statement', async ({ person, value, dialog }) => {
    const answer = await takeBackStatement(context.deps)(person, value.slice(0, 60));
    const said = answer.ok ? {} : { say: refusals[answer.refusal] };
    return dialog === null ? said : { replace: await allRoles(context, person, dialog.memo.page ?? ''), ...said };
  });
  click('my-roles', async ({ person }) => ({ open: await allRoles(context, person, '') }));
  for (const way of ['earlier', 'later'])
    click(`roles-${way}`, async ({ person, value }) => ({ replace: await allRoles(context, person, value) }));
  listenToStep(app, context, 'state-role', 'environment', takeRole);
  listenToStep(app, context, 'state-place', 'places', takePlace);
}

/** Every role of a person as a dialog, true at this moment. */
async function allRoles({ deps }: SlackContext, { personId }: KnownPerson, page: string): Promise<Form> {
  const roles = await deps.ledger.read((record) => rolesOf(record, personId));
  return myRolesForm(await shownRoles(deps.providers, roles), /^\d{1,4}$/.test(page) ? Number(page) : 0);
}

type Step = (context: SlackContext, person: KnownPerson, view: ParsedView) => Promise<Stepped>;
/** `refuse` is set where no use case recorded the refusal. */
type Stepped = { form: object } | { field: string; text: string; refuse?: Refusal };

function listenToStep(app: App, context: SlackContext, name: string, lastField: string, step: Step): void {
  const { accounts, deps, log, unavailable } = context;
  app.view({ callback_id: name, type: 'view_submission' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const wrong = (field: string, text: string) => {
      const inputs = (view.blocks as { type: string; block_id?: string }[]).filter(({ type }) => type === 'input');
      const block = parsed?.typed.block(field) ?? inputs.at(-1)?.block_id;
      // Errors stand at inputs only, and a role of CMS asks for no place.
      if (block === undefined)
        return ack({ response_action: 'update', view: renderModal(notStatedForm(text)) as never });
      return ack({ response_action: 'errors', errors: { [block]: text } });
    };
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong(lastField, refusals['account-unknown']);
      const stepped: Stepped =
        parsed === null ? refusedStep(lastField, 'draft-unknown') : await step(context, person, parsed);
      if ('form' in stepped) return await ack({ response_action: 'update', view: stepped.form as never });
      log.info({ field: stepped.field }, 'a statement was not accepted');
      if (stepped.refuse !== undefined) await noteRefusal(deps)(person, stepped.refuse, name);
      return await wrong(stepped.field, stepped.text);
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(lastField, notSaved);
    }
  });
}

const refusedStep = (field: string, refusal: Refusal): Stepped => ({ field, text: refusals[refusal], refuse: refusal });

async function takeRole({ deps }: SlackContext, _person: KnownPerson, { typed }: ParsedView): Promise<Stepped> {
  const at = roleAndPlace(typed.choice('role') ?? '', typed.choice('environment') ?? '');
  if (at === null) return refusedStep('role', 'role-missing');
  const problem = describedProblem(at.roleId, at.environment);
  if (problem !== null) return refusedStep('environment', problem);
  return { form: renderModal(statedPlaceForm(at.roleId, at.environment, await asked(deps, at.roleId))) };
}

async function asked({ ledger }: SlackContext['deps'], roleId: RoleId): Promise<AskedPlace> {
  const role = roleById(roleId);
  const asks = placesAsked(role);
  if (asks === 'facilities') return { asks, most: facilitiesPerStatement };
  if (asks !== 'contractor') return { asks };
  const line = role.line ?? 'mac';
  return { asks, line, known: await ledger.read((record) => record.contractors(line)) };
}

async function takePlace({ deps }: SlackContext, person: KnownPerson, { typed, memo }: ParsedView): Promise<Stepped> {
  const at = roleAndPlace(memo.role ?? '', memo.environment ?? '');
  if (at === null) return refusedStep('places', 'draft-unknown');
  const answer = await stateRole(deps)(person, at, {
    ccns: typed.chosen('places')?.map(({ value }) => value) ?? [],
    pasted: typed.words('pasted') ?? '',
    place: typed.choice('state'),
    contractorKnown: typed.choice('contractor-known'),
    contractor: typed.words('contractor') ?? '',
  });
  if (!answer.ok) return { field: answer.problem.field, text: problemText(answer.problem) };
  const roles = answer.organizations.map((organization) => ({
    ...at,
    organization: organizationKey(organization),
    startedAt: 0,
    statementId: null,
    disciplines: null,
    unconfirmed: false,
  }));
  return { form: renderModal(statedForm(await shownRoles(deps.providers, roles))) };
}

function roleAndPlace(roleId: string, named: string): { roleId: RoleId; environment: Environment } | null {
  const environment = environments.find((one) => one === named);
  return isRoleId(roleId) && environment !== undefined ? { roleId, environment } : null;
}
