import { roleById } from '#content/catalogue.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import type { Organization } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { mayBeWrittenTo } from './mail.ts';
import { addressOfGrant } from './mail-officials.ts';
import { actorOf, routeNow } from './officials.ts';
import type { ConfirmationNumber } from './verification-port.ts';

/**
 * Before an official's first decision, and after her address or her account changed, a number that comes by e-mail to the
 * address on the officials list shows that it is she. It is asked for in a form alone.
 */

export const validForMs = 15 * 60 * 1000;
const mostWrong = 5;
const mostAnHour = 3;
const hourMs = 60 * 60 * 1000;

/** A role at a place, about which somebody is about to decide. `of`: whose it is, or will be; null where it is nobody's yet. */
export interface DecidedAt {
  roleId: RoleId;
  organization: Organization;
  environment: Environment;
  of: PersonId | null;
}

/** What somebody is about to decide. */
export interface AboutToDecide {
  person: KnownPerson;
  /** The request it is about; null when it is about none. */
  requestId: RequestId | null;
  /** Where, as the record is at that moment. */
  places(record: Reading): Promise<readonly DecidedAt[]>;
}

/** Where items of a request are decided. */
export const placesOfItems =
  (requestId: RequestId, itemIds: readonly ItemId[]): AboutToDecide['places'] =>
  async (record) => {
    const request = await record.request(requestId);
    if (request === null) return [];
    const { roleId, environment, requesterId: of } = request;
    return request.items
      .filter(({ id }) => itemIds.includes(id))
      .map(({ organization }) => ({ roleId, organization, environment, of }));
  };

/** What the form says. `sent`: it is on its way, now or since a moment; `used-up`: no more are sent within the hour. */
export type NumberState =
  | { state: 'sent'; address: string }
  | { state: 'used-up'; address: string; mayStillType: boolean }
  /** No number can be sent to this address. */
  | { state: 'no-mail'; address: string };

/** The address for which an account is still to be confirmed before it decides at a place; null when it is. */
export async function toConfirm(
  { settings }: Pick<Deps, 'settings'>,
  record: Reading,
  person: KnownPerson,
  { roleId, organization, environment, of }: DecidedAt,
): Promise<{ address: string; grantId: string } | null> {
  if (!settings.verifyOfficials) return null;
  const { route } = await routeNow(record, roleById(roleId), organization, environment, of);
  if (route.way !== 'ask' || actorOf(person, settings.addresses).problem !== null) return null;
  for (const { personId, grantId } of route.officials) {
    if (personId !== person.personId) continue;
    const address = await addressOfGrant(record, grantId);
    if (address !== null && !(await record.isConfirmed(person, address))) return { address, grantId };
  }
  return null;
}

/** Whether an account is still to be confirmed before it decides this. */
export function isToConfirm(deps: Deps) {
  return async (about: AboutToDecide): Promise<boolean> =>
    deps.settings.verifyOfficials &&
    (await deps.ledger.read(async (record) => (await wantedFor(deps, record, about)) !== null));
}

/** Sends a number where one is needed. @param again another one, though the last still counts. @returns null: none is needed */
export function askForNumber(deps: Deps) {
  const { ledger, settings, now, newId } = deps;
  return (about: AboutToDecide, again: boolean): Promise<NumberState | null> =>
    ledger.change(async (record) => {
      const at = now();
      const wanted = await wantedFor(deps, record, about);
      if (wanted === null) return null;
      const { address } = wanted;
      const shown = masked(address);
      if (!mayBeWrittenTo(address, settings.addresses.shared) || (await record.mailRefused(address, at)))
        return { state: 'no-mail', address: shown };
      const last = await record.lastNumber({ person: about.person, address });
      const counts = last !== null && stillCounts(last, at);
      if (counts && !again) return { state: 'sent', address: shown };
      if ((await record.numbersSince(address, at - hourMs)) >= mostAnHour)
        return { state: 'used-up', address: shown, mayStillType: counts };
      const id = newId();
      await record.addNumber(id, { person: about.person, ...wanted }, at);
      await record.enqueue({ kind: 'mail', mail: { about: 'number', numberId: id } }, at);
      const { personId, identity } = about.person;
      await record.record({ kind: 'number-sent', actorId: personId, platform: identity.platform }, at);
      return { state: 'sent', address: shown };
    });
}

/** What came of typing a number. */
export type Typed = { right: true } | { right: false; why: 'wrong'; left: number } | { right: false; why: 'over' };

/** Compares a number that was typed into the form. Right: the account is confirmed from now on. */
export function typeNumber(deps: Deps) {
  const { ledger, numbers, now } = deps;
  return async (about: AboutToDecide, typed: string): Promise<Typed> => {
    const before = await ledger.read((record) => current(deps, record, about, now()));
    if (before === null) return { right: true };
    const made = before.last?.made ?? null;
    // Hashing is slow by intent, and a change has to be quick.
    const hash = made === null ? null : await numbers.hash(typed, made.salt);
    return ledger.change(async (record) => {
      const at = now();
      const found = await current(deps, record, about, at);
      if (found === null) return { right: true };
      const { address, last } = found;
      // A newer one was sent meanwhile, or the time is over.
      if (last?.made == null || hash === null || last.made.salt !== made?.salt) return over(record, about, at);
      if (!numbers.same(hash, last.made.hash)) {
        const wrong = await record.countWrong(last.id);
        await refused(record, about, at);
        return wrong >= mostWrong
          ? { right: false, why: 'over' }
          : { right: false, why: 'wrong', left: mostWrong - wrong };
      }
      if (!(await record.spendNumber(last.id, at))) return over(record, about, at);
      await record.confirmOfficialAccount(about.person, address, at);
      const { personId, identity } = about.person;
      await record.record(
        { kind: 'official-verified', subjectId: personId, platform: identity.platform, data: { by: 'number' } },
        at,
      );
      return { right: true };
    });
  };
}

/** The address that is to be confirmed, with the number that counts now; null when nothing is to be confirmed. */
async function current(deps: Deps, record: Reading, about: AboutToDecide, at: number) {
  const wanted = await wantedFor(deps, record, about);
  if (wanted === null) return null;
  const last = await record.lastNumber({ person: about.person, address: wanted.address });
  return { ...wanted, last: last !== null && stillCounts(last, at) ? last : null };
}

async function wantedFor(deps: Deps, record: Reading, { person, places }: AboutToDecide) {
  if (!deps.settings.verifyOfficials) return null;
  for (const place of await places(record)) {
    const wanted = await toConfirm(deps, record, person, place);
    if (wanted !== null) return wanted;
  }
  return null;
}

function stillCounts({ usedAt, wrong, askedAt, made }: ConfirmationNumber, at: number): boolean {
  return usedAt === null && wrong < mostWrong && (made?.at ?? askedAt) + validForMs > at;
}

async function over(record: Writing, about: AboutToDecide, at: number): Promise<Typed> {
  await refused(record, about, at);
  return { right: false, why: 'over' };
}

function refused(record: Writing, { person, requestId }: AboutToDecide, at: number): Promise<void> {
  const { personId, identity } = person;
  const data = { refusal: 'number-wrong', deed: 'confirm' };
  const of = requestId === null ? {} : { requestId };
  return record.record({ kind: 'refused', ...of, actorId: personId, platform: identity.platform, data }, at);
}

/** "j…@example.org": enough for her to know which mailbox to look into. */
const masked = (address: string): string => `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;

/** The operator vouches for everybody who decides with this address. @returns names of those who are confirmed now */
export function vouchFor({ ledger, now }: Deps) {
  return (address: string): Promise<string[]> =>
    ledger.change(async (record) => {
      const email = address.trim().toLowerCase();
      const people = new Set<string>();
      for (const grant of await record.boundGrants(email))
        if (grant.personId !== null && roleById(grant.roleId).official) people.add(grant.personId);
      for (const personId of await record.peopleWith(email))
        if (
          (await record.grantsOf(personId)).some(({ roleId, email: own }) => own === null && roleById(roleId).official)
        )
          people.add(personId);
      const names: string[] = [];
      for (const personId of people)
        for (const account of await record.accountsOf(personId)) {
          if (account.account.switchedOff) continue;
          await record.confirmOfficialAccount(account, email, now());
          names.push(account.account.name);
          const data = { by: 'operator' };
          await record.record(
            { kind: 'official-verified', subjectId: account.personId, platform: 'command-line', data },
            now(),
          );
        }
      return names;
    });
}
