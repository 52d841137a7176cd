import { roleById } from '#content/catalogue.ts';
import { withdraw } from '#domain/decide.ts';
import type { ItemId } from '#domain/item.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import { type Account, type AccountProblem, accountProblem } from '#domain/person.ts';
import { bindRole } from './bind-role.ts';
import { bindInvites } from './checklist-invites.ts';
import { isHelpDesk } from './departure-people.ts';
import type { Deps } from './deps.ts';
import { offerJoin } from './join-identities.ts';
import type { Grant, Identity, KnownPerson, Writing } from './ledger.ts';
import { refreshRequest, rerouteAt } from './reroute.ts';
import { tellHelpDesk } from './tell-help-desk.ts';
import { tellOfficials } from './tell-officials.ts';

/**
 * Takes in what the platform says of an account (rules, section 1). A changed address keeps the person and her grants and
 * is shown to the operator. An official on the operator's list is bound to the first account that has the address; a
 * later account with it gets nothing and is reported.
 */
export function knowPerson({ ledger, settings, now }: Deps) {
  return (identity: Identity, account: Account, timeZone: string | null): Promise<KnownPerson> =>
    ledger.change(async (record) => {
      const at = now();
      const before = await record.personAt(identity);
      const person = await record.savePerson(identity, account, timeZone, at);
      if (!before)
        await record.record({ kind: 'person-seen', subjectId: person.personId, platform: identity.platform }, at);
      await noteChangedAddress(record, before, person, at);
      const problem = accountProblem(person.account, settings.addresses, person.heldTwice);
      const moved: OrganizationKey[] = [];
      if (person.account.email !== null) {
        await reportTakenAddress(record, person, person.account.email, at);
        for (const grant of await record.unboundGrants(person.account.email)) {
          if (isOfficial(grant)) moved.push(grant.organization);
          if (!isOfficial(grant)) await (problem === null ? bindRole(record, grant, person, at) : null);
          else if (problem === null) await bind(record, grant, person, at);
          else await noteUnusable(record, grant, person, problem, at);
        }
      }
      const was = before && accountProblem(before.account, settings.addresses, before.heldTwice);
      const mayDecide = ({ account, heldTwice }: KnownPerson) =>
        accountProblem(account, settings.addresses, heldTwice) === null;
      if (problem !== null && problem !== was && !(await otherAccount(record, person, mayDecide)))
        await reportUnusable(record, person, problem, at);
      if (!before || standingChanged(before, person))
        moved.push(...(await whereSheDecides(record, before, person, at)));
      await rerouteAt(record, moved, at);
      if (problem === null) await bindInvites(record, person, at);
      if ((!before || standingChanged(before, person)) && isHelpDesk(person, settings))
        await tellHelpDesk(record, settings, at);
      if (problem === null) await offerJoin(record, person, settings.addresses, at);
      if (person.account.switchedOff && !before?.account.switchedOff && !(await otherAccount(record, person, isLive)))
        await withdrawHers(record, person, at);
      return person;
    });
}

const isLive = ({ account }: KnownPerson): boolean => !account.switchedOff;

/** Whether another account of hers will do: one that is switched off or spoilt ends nothing while she has another. */
async function otherAccount(
  record: Writing,
  { personId, identity }: KnownPerson,
  willDo: (account: KnownPerson) => boolean,
): Promise<boolean> {
  const others = (await record.accountsOf(personId)).filter((one) => one.identity.platform !== identity.platform);
  return others.some(willDo);
}

async function noteChangedAddress(
  record: Writing,
  before: KnownPerson | null,
  person: KnownPerson,
  at: number,
): Promise<void> {
  if (!before || before.account.email === person.account.email) return;
  await record.record({ kind: 'email-changed', subjectId: person.personId, platform: person.identity.platform }, at);
  await record.tellOperator(
    { key: `email-changed:${person.personId}:${at}`, about: 'email-changed', personId: person.personId },
    at,
  );
}

/** Somebody else is bound to the grant that was given to this address, or is an official and has it as well. */
async function reportTakenAddress(record: Writing, person: KnownPerson, email: string, at: number): Promise<void> {
  const twins = person.heldTwice ? await officialGrantsAt(record, email) : [];
  for (const grant of [...(await record.boundGrants(email)), ...twins]) {
    if (!isOfficial(grant)) continue;
    if (grant.personId === person.personId || grant.personId === null) continue;
    await record.tellOperator(
      {
        key: `address-taken:${grant.grantId}:${person.personId}`,
        about: 'address-taken',
        personId: person.personId,
        grantId: grant.grantId,
      },
      at,
    );
  }
}

/** Official grants of everybody whose account has this address now, whatever address they were given to. */
async function officialGrantsAt(record: Writing, email: string): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const personId of await record.peopleWith(email)) grants.push(...(await record.grantsOf(personId)));
  return grants.filter(givesAuthority);
}

/** Ordinary roles decide nothing: nothing finds its way again because of them, and the operator is not told. */
const isOfficial = ({ roleId }: Grant): boolean => roleById(roleId).official;

const givesAuthority = ({ roleId, standing }: Grant): boolean => roleById(roleId).official && standing === 'active';

/** An official who could decide until now and can't any more: told once, with one of her organizations. */
async function reportUnusable(
  record: Writing,
  { personId }: KnownPerson,
  problem: AccountProblem,
  at: number,
): Promise<void> {
  const [first, ...others] = (await record.grantsOf(personId)).filter(givesAuthority);
  if (first === undefined) return;
  const detail = others.length === 0 ? problem : `${problem}, and ${others.length} more`;
  await record.tellOperator(
    {
      key: `unusable:${personId}:${problem}:${at}`,
      about: 'official-unusable',
      personId,
      grantId: first.grantId,
      detail,
    },
    at,
  );
}

async function bind(record: Writing, grant: Grant, person: KnownPerson, at: number): Promise<void> {
  if (!(await record.bindGrant(grant.grantId, person.personId))) return;
  const { grantId } = grant;
  await record.record(
    { kind: 'account-bound', subjectId: person.personId, platform: person.identity.platform, data: { grantId } },
    at,
  );
  await record.tellOperator(
    { key: `bound:${grantId}`, about: 'account-bound', personId: person.personId, grantId },
    at,
  );
}

/** The only account with the address of this grant may not decide: what waits there finds its way without it. */
async function noteUnusable(
  record: Writing,
  { grantId }: Grant,
  { personId }: KnownPerson,
  problem: AccountProblem,
  at: number,
): Promise<void> {
  await record.tellOperator(
    { key: `unusable:${grantId}:${problem}`, about: 'official-unusable', personId, grantId, detail: problem },
    at,
  );
  await record.noteNotInChat(grantId, at);
}

function standingChanged(before: KnownPerson, after: KnownPerson): boolean {
  const fields = ['email', 'emailConfirmed', 'guest', 'foreign', 'switchedOff'] as const;
  return fields.some((field) => before.account[field] !== after.account[field]) || before.heldTwice !== after.heldTwice;
}

/** Where things wait for her, and for those who have or had the same address: two accounts with one address decide nothing. */
async function whereSheDecides(
  record: Writing,
  before: KnownPerson | null,
  person: KnownPerson,
  at: number,
): Promise<OrganizationKey[]> {
  const emails = new Set([before?.account.email ?? null, person.account.email]);
  const grants = await record.grantsOf(person.personId);
  for (const email of emails) {
    if (email === null) continue;
    grants.push(...(await record.boundGrants(email)), ...(await officialGrantsAt(record, email)));
    // An address that two had may be one person's again: an official who was not bound because of that is looked up.
    if (before?.account.email !== email) continue;
    for (const { grantId } of (await record.unboundGrants(email)).filter(isOfficial))
      await record.enqueue({ kind: 'find-official', grantId }, at);
  }
  return grants.filter(isOfficial).map((grant) => grant.organization);
}

/** Nobody in chat has the address of this grant: what waits there finds its way without it. */
export function officialNotInChat({ ledger, now }: Deps) {
  return (grantId: string): Promise<void> =>
    ledger.change(async (record) => {
      const grant = await record.grant(grantId);
      if (grant === null || grant.personId !== null) return;
      await record.noteNotInChat(grantId, now());
      await record.tellOperator({ key: `not-in-chat:${grantId}`, about: 'official-not-in-chat', grantId }, now());
      await rerouteAt(record, [grant.organization], now());
    });
}

/** A requester whose account was switched off: what nobody decided yet is withdrawn, and the officials see it. */
async function withdrawHers(record: Writing, person: KnownPerson, at: number): Promise<void> {
  for (const request of await record.requestsOf(person.personId, 200)) {
    const withdrawn: ItemId[] = [];
    for (const item of request.items) {
      const answer = withdraw(item, request, person.personId, at);
      if (!answer.ok || !(await record.moveItem(item.id, item.state, answer.value))) continue;
      await record.record(
        {
          kind: 'item-withdrawn',
          requestId: request.id,
          itemId: item.id,
          subjectId: person.personId,
          data: { because: 'account-switched-off' },
        },
        at,
      );
      withdrawn.push(item.id);
    }
    const after = withdrawn.length > 0 ? await record.request(request.id) : null;
    if (after === null) continue;
    const notice = { about: 'requester-gone', requestId: request.id, itemIds: withdrawn } as const;
    await tellOfficials(record, after, withdrawn, notice, null, at);
    await refreshRequest(record, after, at);
  }
}

/** At a start: looks again for officials whom nobody in chat was found for, because people join. */
export function lookForOfficials({ ledger, now }: Deps) {
  return (): Promise<void> =>
    ledger.change(async (record) => {
      for (const grantId of await record.unboundGrantIds(1_000))
        await record.enqueue({ kind: 'find-official', grantId }, now());
    });
}
