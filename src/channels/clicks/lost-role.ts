import type { KnownPerson } from '#application/ledger.ts';
import { chooseReminder } from '#application/log-in-reminder.ts';
import { loseRole } from '#application/lose-role.ts';
import { rolesOf } from '#application/my-roles.ts';
import type { Start } from '#application/organizations-of-draft.ts';
import { requestsFor } from '#application/over-role.ts';
import { confirmBack, haveItAgain } from '#application/regain-role.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { roleById } from '#content/catalogue.ts';
import { refusals } from '#copy/refusals.ts';
import { losing, reminderSet } from '#copy/role-ends.ts';
import { environments, isRoleId } from '#domain/catalogue.ts';
import { type RoleAt, sameRoleAt } from '#domain/disciplines.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Answer } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import { editRoleForm } from '#views/role-ends.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { again, openRequest } from './request-buttons.ts';
import { parseRoleAt, parseRoleRef } from './role-ref.ts';
import { holdersNow } from './who-has-what.ts';

/** "Lost in iQIES" and back, by the person under User Roles or by an official in the list; and the reminder to log in. */
export function lostRoleButtons(context: ClickContext): Buttons {
  const { deps } = context;
  const page = acts(({ person, value, dialog }) => editedNow(context, person, dialog?.memo.role ?? '', value));
  return {
    'role-lost': acts((made) => inList(context, made, (ref) => loseRole(deps)(made.person, ref))),
    'role-back': acts((made) => inList(context, made, (ref) => confirmBack(deps)(made.person, ref))),
    'edit-role': opens(async ({ person, value }) => {
      const form = await editForm(context, person, value, '0');
      return form === null ? refuse('role-over') : { open: form };
    }),
    'edit-earlier': page,
    'edit-later': page,
    'my-role-lost': acts((made) => mine(context, made, loseRole(deps), '')),
    'have-it-again': acts((made) => mine(context, made, haveItAgain(deps), losing.kept)),
    'ask-lost-again': opens(async (made) => {
      const at = await lostAt(context, made.person, made.value);
      return at === null ? refuse('role-over') : askFor(context, made.person, at);
    }),
    'ask-role': opens(async ({ person, value }) => {
      const at = parseRoleAt(value);
      return at === null ? refuse('role-over') : askFor(context, person, at);
    }),
    'remind-on': acts((made) => remind(context, made, true)),
    'remind-off': acts((made) => remind(context, made, false)),
  };
}

type Work = (ref: NonNullable<ReturnType<typeof parseRoleRef>>['ref']) => Promise<Answer<unknown>>;

/** What an official says of a role in the list, which is shown true; in a message she is told that it is done. */
async function inList(context: ClickContext, { person, value, dialog }: Click, work: Work): Promise<After> {
  const named = parseRoleRef(value);
  if (named === null) return refuse('role-over');
  const answer = await work(named.ref);
  const said = answer.ok ? {} : { say: refusals[answer.refusal] };
  if (dialog === null) return answer.ok ? { tell: losing.confirmed } : { say: refusals[answer.refusal] };
  const list = await holdersNow(context, person, named.page);
  return list === null ? said : { replace: list, ...said };
}

/** What she says of her own role; the dialog is shown true. */
async function mine(
  context: ClickContext,
  { person, value, dialog }: Click,
  work: ReturnType<typeof loseRole>,
  told: string,
): Promise<After> {
  const named = parseRoleRef(value);
  if (named === null) return refuse('role-over');
  const answer = await work(person, named.ref);
  const said = answer.ok ? {} : { say: refusals[answer.refusal] };
  if (dialog === null) return answer.ok ? { tell: told } : { say: refusals[answer.refusal] };
  const form = await editForm(context, person, dialog.memo.role ?? '', dialog.memo.page ?? '0');
  return form === null ? said : { replace: form, ...said };
}

async function editedNow(context: ClickContext, person: KnownPerson, value: string, page: string): Promise<After> {
  const form = await editForm(context, person, value, page);
  return form === null ? refuse('role-over') : { replace: form };
}

/** The dialog of a role of hers as it is now; null when the value names none. */
async function editForm(
  { deps }: ClickContext,
  { personId }: KnownPerson,
  value: string,
  page: string,
): Promise<Form | null> {
  const [roleId = '', named] = value.split('|');
  const environment = environments.find((one) => one === named);
  if (!isRoleId(roleId) || environment === undefined) return null;
  const { roles, reminded } = await deps.ledger.read(async (record) => ({
    roles: await rolesOf(record, personId),
    reminded: (await record.remindedSince(personId)) !== null,
  }));
  const hers = roles.filter((role) => role.roleId === roleId && role.environment === environment);
  if (hers.length === 0) return null;
  const wanted = /^\d{1,4}$/.test(page) ? Number(page) : 0;
  return editRoleForm(await shownRoles(deps.providers, hers), wanted, reminded, `${roleId}|${environment}|0`);
}

async function lostAt({ deps }: ClickContext, { personId }: KnownPerson, value: string): Promise<RoleAt | null> {
  const named = parseRoleRef(value);
  if (named === null || !('grantId' in named.ref)) return null;
  const { grantId } = named.ref;
  const grant = await deps.ledger.read((record) => record.grant(grantId));
  return grant?.personId === personId ? grant : null;
}

/** The old request filled in; where the role did not come from a request here, the form begins with role and place. */
async function askFor(context: ClickContext, person: KnownPerson, at: RoleAt): Promise<After> {
  const [request] = await context.deps.ledger.read((record) => requestsFor(record, person.personId, at));
  const items = (request?.items ?? []).filter(({ organization }) =>
    sameRoleAt({ ...at, organization: organizationKey(organization) }, at),
  );
  if (request !== undefined)
    return again(
      context,
      person,
      request.id,
      'same',
      items.map(({ id }) => id),
    );
  return openRequest(context, person, startAt(at));
}

function startAt({ roleId, organization: key, environment }: RoleAt): Start {
  const role = roleById(roleId);
  const organization = parseOrganizationKey(key);
  const ccns = organization?.kind === 'provider' ? [organization.ccn] : [];
  return {
    environment,
    category: role.category,
    roleId,
    ccns,
    kept: ccns,
    state: organization?.kind === 'state' ? organization.code : null,
    surveyFor: role.fields.value === 'contract-surveyor' ? (organization?.kind === 'state' ? 'state' : 'cms') : null,
    contractor: organization?.kind === 'contractor' ? organization.name : '',
  };
}

async function remind(context: ClickContext, { person, dialog }: Click, on: boolean): Promise<After> {
  await chooseReminder(context.deps)(person, on);
  const form =
    dialog === null ? null : await editForm(context, person, dialog.memo.role ?? '', dialog.memo.page ?? '0');
  return form === null ? { tell: on ? reminderSet.on : reminderSet.off } : { replace: form };
}
