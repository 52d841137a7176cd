import { type HeldRole, heldRole, type RoleRef, roleForOfficial } from '#application/held-role.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { notRemovable, removeRole } from '#application/remove-role.ts';
import { hersOf } from '#application/shown.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import { organizationKey } from '#domain/organization.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import { type Removable, removedForm, removeForm } from '#views/role-ends.ts';
import { type After, type Buttons, type Click, type ClickContext, opens, refuse, shown } from './click.ts';
import { parseItems } from './ids.ts';
import { parseRoleRef } from './role-ref.ts';
import { type Forms, type Sent, type Submission, wrong, wrongUnrecorded } from './submission.ts';
import { holdersNow } from './who-has-what.ts';

/** Removing a role: from the list of who has what, and from the card of a request that is done in iQIES. */
export function removeRoleButtons(context: ClickContext): Buttons {
  return {
    'remove-role': opens((made) => openRemoval(context, made.person, made.value)),
    'remove-items': opens((made) => openItems(context, made)),
  };
}

async function openRemoval(context: ClickContext, person: KnownPerson, value: string): Promise<After> {
  const form = await removalOf(context, person, value);
  return typeof form === 'string' ? refuse(form) : { open: form };
}

async function removalOf({ deps }: ClickContext, person: KnownPerson, value: string): Promise<Form | Refusal> {
  const named = parseRoleRef(value);
  if (named === null) return 'role-over';
  const found = await deps.ledger.read(async (record) => {
    const role = await roleForOfficial(record, person, named.ref, deps.settings);
    const refusal = role.ok ? notRemovable(role.value) : role.refusal;
    return refusal !== null || !role.ok
      ? (refusal ?? 'role-over')
      : { role: role.value, name: await nameOf(record, role.value) };
  });
  if (typeof found === 'string') return found;
  const roles = await removable({ deps }, [{ role: found.role, ref: refValue(named.ref) }]);
  return removeForm('remove-role', found.name, roles, { role: value });
}

const refValue = (ref: RoleRef): string => ('grantId' in ref ? `g|${ref.grantId}` : `s|${ref.statementId}`);

async function nameOf(record: Parameters<typeof heldRole>[0], { personId, grants, email }: HeldRole): Promise<string> {
  if (personId !== null) return (await shownPerson(record, personId)).name;
  return grants[0]?.name || email || '';
}

async function removable(
  { deps }: Pick<ClickContext, 'deps'>,
  roles: readonly { role: HeldRole; ref: string }[],
): Promise<Removable[]> {
  const plain = roles.map(({ role: { roleId, organization, environment }, ref }) => ({
    ...{ roleId, organization, environment, ref },
    ...{ startedAt: 0, statementId: null, disciplines: null, unconfirmed: false },
  }));
  return (await shownRoles(deps.providers, plain)).map((role) => ({ ...role, ref: role.ref ?? '' }));
}

async function openItems(context: ClickContext, { person, value }: Click): Promise<After> {
  const form = await itemsRemoval(context, person, value);
  return typeof form === 'string' ? refuse(form) : { open: form };
}

/** The roles that came from items of a request and are still there. */
async function itemsRemoval(context: ClickContext, person: KnownPerson, value: string): Promise<Form | Refusal> {
  const { deps } = context;
  const items = parseItems(value);
  const request = items === null ? null : await shown(context, items.requestId);
  if (items === null || request === null) return 'request-unknown';
  const { requester, role, environment } = request;
  if (requester.personId === person.personId) return 'own-role';
  const hers = hersOf(request, person.personId);
  const places = request.items.filter(({ id }) => items.itemIds.includes(id) && hers.includes(id));
  if (places.length === 0) return 'not-official-here';
  const found = await deps.ledger.read(async (record) => {
    const grants = requester.personId === null ? [] : await record.grantsOf(requester.personId);
    const roles: { role: HeldRole; ref: string }[] = [];
    for (const { organization } of places) {
      const at = { roleId: role.id, organization: organizationKey(organization), environment };
      const grant = grants.find((one) => sameRoleAt(one, at));
      const held = grant === undefined ? null : await heldRole(record, grant);
      if (grant !== undefined && held !== null) roles.push({ role: held, ref: `g|${grant.grantId}` });
    }
    return roles;
  });
  const [first] = found;
  const refusal = first === undefined ? 'role-over' : notRemovable(first.role);
  if (refusal !== null) return refusal;
  return removeForm('remove-items', requester.name, await removable(context, found), { role: value });
}

/** The reason, and of several places those that were chosen: everything is checked again when it is sent. */
export function removeRoleForms(context: ClickContext): Forms {
  const again =
    (form: typeof removalOf) =>
    async ({ person, memo }: Submission): Promise<Form | null> => {
      const found = await form(context, person, memo.role ?? '');
      return typeof found === 'string' ? null : found;
    };
  const below = async ({ person, memo }: Submission): Promise<Form | null> =>
    memo.page === undefined ? null : holdersNow(context, person, memo.page);
  return {
    'remove-role': {
      field: 'words',
      again: again(removalOf),
      below: (sent) => below({ ...sent, memo: { page: parseRoleRef(sent.memo.role ?? '')?.page ?? '0' } }),
      async send(sent) {
        const named = parseRoleRef(sent.memo.role ?? '');
        if (named === null) return wrongUnrecorded('role-over');
        const done = await removeAll(context, sent, [named.ref], { page: named.page });
        const list = await holdersNow(context, sent.person, named.page);
        return list === null ? done : { ...done, below: { form: list, root: list } };
      },
    },
    'remove-items': {
      field: 'words',
      again: again(itemsRemoval),
      async send(sent) {
        const chosen = sent.typed.chosen('refs');
        const form = await itemsRemoval(context, sent.person, sent.memo.role ?? '');
        if (typeof form === 'string') return wrongUnrecorded(form);
        const offered = offeredRefs(form);
        const refs =
          chosen === null ? offered : chosen.map(({ value }) => value).filter((ref) => offered.includes(ref));
        if (refs.length === 0) return wrongUnrecorded('no-place-chosen', 'refs');
        return removeAll(
          context,
          sent,
          refs.flatMap((ref) => parseRoleRef(ref)?.ref ?? []),
          {},
        );
      },
    },
    removed: { field: null, again: async () => null, send: async () => ({ close: 'this' }), below },
  };
}

/** Which roles a form offers to remove. */
function offeredRefs({ blocks, memo }: Form): string[] {
  const input = blocks.find((block) => block.kind === 'input' && block.id === 'refs');
  if (input?.kind === 'input' && input.type === 'picks') return input.options.map(({ value }) => value);
  return memo.only === undefined ? [] : [memo.only];
}

async function removeAll(
  context: ClickContext,
  { person, typed }: Submission,
  refs: readonly RoleRef[],
  memo: Form['memo'],
): Promise<Sent> {
  const { deps } = context;
  const done: { role: HeldRole; ref: string }[] = [];
  let refused: Refusal = 'role-over';
  for (const ref of refs) {
    const answer = await removeRole(deps)(person, ref, typed.words('words'));
    if (answer.ok) done.push({ role: answer.value, ref: refValue(ref) });
    else refused = answer.refusal;
  }
  const [first] = done;
  if (first === undefined) return wrong(refused);
  const name = await deps.ledger.read((record) => nameOf(record, first.role));
  const form = removedForm(name, await removable(context, done), first.role.personId !== null);
  return { next: { ...form, memo } };
}
