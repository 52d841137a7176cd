import { roleById } from '#content/catalogue.ts';
import { secretIn } from '#domain/guard.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { accountProblem, isAddress, isShared, type PersonId } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { ShownColleague, ShownInvite } from '#domain/shown-checklist.ts';
import type { StoredInvite } from './checklist-record.ts';
import type { Deps } from './deps.ts';
import type { Grant, KnownPerson, Reading, Writing } from './ledger.ts';
import { shownPerson } from './officials.ts';
import { decidedAt } from './review.ts';
import { progressOf } from './show-checklist.ts';
import { type AboutToDecide, toConfirm } from './verify-official.ts';

/**
 * A checklist that somebody starts for a new colleague (rules, section 8). She is told what it is, who started it and what
 * they will see, and says yes or no; until then nothing is hers. An address that is typed finds an account and gives nothing.
 */

const dayMs = 24 * 60 * 60 * 1000;
const mostADay = 20;
/** So many of what one official started are looked at and shown. */
const mostShown = 200;

/** An official starts one for the person with an address. Whether anybody here has it is not said. */
export function offerChecklist(deps: Deps) {
  const { ledger, settings, now, newId } = deps;
  return (person: KnownPerson, typed: string, organization: OrganizationKey): Promise<Answer<null>> =>
    ledger.change(async (record): Promise<Answer<null>> => {
      const at = now();
      const email = typed.trim().toLowerCase();
      const refusal = await offerProblem(deps, record, person, email, organization, at);
      const actor = { actorId: person.personId, platform: person.identity.platform };
      if (refusal !== null) {
        await record.record({ kind: 'refused', ...actor, data: { refusal, deed: 'checklist-offer' } }, at);
        return no(refusal);
      }
      const inviteId = newId();
      await addInvite(record, settings, { inviteId, email, by: person.personId, organization, proposed: {} }, at);
      await record.record({ kind: 'checklist-offered', ...actor, data: { invite: inviteId, organization } }, at);
      return yes(null);
    });
}

async function offerProblem(
  deps: Deps,
  record: Reading,
  person: KnownPerson,
  email: string,
  organization: OrganizationKey,
  at: number,
): Promise<Refusal | null> {
  const { addresses } = deps.settings;
  const problem = accountProblem(person.account, addresses, person.heldTwice);
  if (problem !== null) return problem;
  const seats = await seatsOf(record, person.personId);
  if (!seats.some((seat) => seat.organization === organization)) return 'no-seat-here';
  for (const place of seats.filter((seat) => seat.organization === organization).flatMap(decidedAt))
    if ((await toConfirm(deps, record, person, place)) !== null) return 'confirm-first';
  if (secretIn(email) !== null) return 'holds-a-secret';
  if (!isAddress(email)) return 'email-malformed';
  if (!record.isListed(email) || isShared(email, addresses.shared)) return 'address-not-listed';
  const own = await record.accountsOf(person.personId);
  if (own.some(({ account }) => account.email?.toLowerCase() === email)) return 'own-checklist';
  if ((await record.checklists.forAddress(email)).some(({ by }) => by === person.personId)) return 'already-invited';
  const lately = await record.checklists.startedBy(person.personId, mostADay);
  return lately.filter(({ invitedAt }) => invitedAt > at - dayMs).length >= mostADay ? 'invites-used-up' : null;
}

/** Where somebody is a security official now. */
async function seatsOf(record: Reading, personId: PersonId): Promise<Grant[]> {
  const grants = await record.grantsOf(personId);
  return grants.filter(({ roleId, standing }) => roleById(roleId).official && standing === 'active');
}

/** Where she acts as an official when she starts a list for somebody. */
export const placesOfSeats =
  ({ personId }: KnownPerson): AboutToDecide['places'] =>
  async (record) =>
    (await seatsOf(record, personId)).flatMap(decidedAt);

/** Keeps it, and tells the only account that has the address; nobody yet: it waits until one is known. */
export async function addInvite(
  record: Writing,
  { addresses }: Deps['settings'],
  invite: Omit<StoredInvite, 'invitedAt' | 'personId' | 'answer'>,
  at: number,
): Promise<void> {
  await record.checklists.addInvite({ ...invite, invitedAt: at, personId: null, answer: null });
  const [personId, ...others] = await record.peopleWith(invite.email);
  const accounts = personId === undefined || others.length > 0 ? [] : await record.accountsOf(personId);
  const account = accounts.find(
    (one) =>
      one.account.email?.toLowerCase() === invite.email &&
      accountProblem(one.account, addresses, one.heldTwice) === null,
  );
  if (account !== undefined) await bindInvites(record, account, at);
  else await record.enqueue({ kind: 'find-invited', inviteId: invite.inviteId }, at);
}

/** Lists that were started for the address of an account that may be trusted to be its owner's: she is told of each. */
export async function bindInvites(record: Writing, { personId, account }: KnownPerson, at: number): Promise<void> {
  for (const { inviteId, personId: hers, by, organization } of account.email === null
    ? []
    : await record.checklists.forAddress(account.email)) {
    // Who started it may not be an official there any more: nobody is told in that name.
    const stands = by === null || (await seatsOf(record, by)).some((seat) => seat.organization === organization);
    if (hers === null && stands && (await record.checklists.bindInvite(inviteId, personId)))
      await record.enqueue({ kind: 'invite', inviteId, personId }, at);
  }
}

/** "No, thanks": whoever started it sees that, and nothing else of her. */
export function declineInvite({ ledger, now }: Deps) {
  return (person: KnownPerson, inviteId: string): Promise<Answer<null>> =>
    ledger.change(async (record): Promise<Answer<null>> => {
      const { personId, identity } = person;
      const at = now();
      const actor = { actorId: personId, platform: identity.platform };
      if ((await record.checklists.invite(inviteId))?.personId !== personId) {
        const data = { refusal: 'invite-unknown', deed: 'decline-checklist' };
        await record.record({ kind: 'refused', ...actor, data }, at);
        return no('invite-unknown');
      }
      if (!(await record.checklists.answerInvite(inviteId, 'declined', at))) return yes(null);
      await record.record({ kind: 'checklist-declined', ...actor, data: { invite: inviteId } }, at);
      await record.enqueue({ kind: 'invite', inviteId, personId }, at);
      return yes(null);
    });
}

/** One that was started for this person, as she reads it; null when it was not. */
export async function showInvite(
  { providers }: Pick<Deps, 'providers'>,
  record: Reading,
  inviteId: string,
  personId: PersonId,
): Promise<(ShownInvite & { proposed: StoredInvite['proposed'] }) | null> {
  const invite = await record.checklists.invite(inviteId);
  if (invite?.personId !== personId) return null;
  const { organization: key, by, answer, proposed } = invite;
  return {
    inviteId,
    by: by === null ? null : await shownPerson(record, by),
    ...(await placeOf(providers, key)),
    answer,
    proposed,
  };
}

/** What an official started where she is one now, newest first. */
export function colleaguesOf({ ledger, providers }: Pick<Deps, 'ledger' | 'providers'>) {
  return (personId: PersonId): Promise<{ seats: OrganizationKey[]; colleagues: ShownColleague[] }> =>
    ledger.read(async (record) => {
      const seats = [...new Set((await seatsOf(record, personId)).map(({ organization }) => organization))];
      const colleagues: ShownColleague[] = [];
      for (const invite of await record.checklists.startedBy(personId, mostShown)) {
        const { email, invitedAt } = invite;
        const { organization, placeName } = await placeOf(providers, invite.organization);
        if (organization === null || !seats.includes(invite.organization ?? '')) continue;
        colleagues.push({ email, organization, placeName, invitedAt, progress: await progressOf(record, invite) });
      }
      return { seats, colleagues };
    });
}

async function placeOf(providers: Deps['providers'], key: OrganizationKey | null) {
  const organization = key === null ? null : parseOrganizationKey(key);
  if (organization?.kind !== 'provider') return { organization, placeName: null };
  const found = (await providers.find([organization.ccn])).get(organization.ccn);
  return { organization, placeName: found?.name ?? null };
}
