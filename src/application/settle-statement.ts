import { roleById } from '#content/catalogue.ts';
import { sameRoleAt } from '#domain/disciplines.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { heldRole } from './held-role.ts';
import type { KnownPerson, KnownStatement, Reading, StatedRole, Writing } from './ledger.ts';
import { actorOf, routeNow } from './officials.ts';
import { refreshChecklist } from './refresh-checklist.ts';
import { bringBack, lostRoleOf } from './regain-role.ts';
import { type AboutToDecide, type DecidedAt, toConfirm } from './verify-official.ts';

/** A statement is settled once: taken back by the person, or confirmed or struck by an official who would decide it. */

/** "Take it back": the person strikes her own statement. */
export function takeBackStatement({ ledger, now }: Deps) {
  return (person: KnownPerson, statementId: string): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const statement = await record.statement(statementId);
      const refusal =
        statement === null || statement.personId !== person.personId ? 'statement-unknown' : settledBefore(statement);
      if (refusal !== null || statement === null)
        return refuse(record, person, refusal ?? 'statement-unknown', 'take-back-statement', now());
      return settle(record, person, statement, 'struck', now());
    });
}

/** An official confirms a statement, which makes the role known here, or strikes it. The person is told. */
export function settleStatement({ ledger, settings, now, newId }: Deps) {
  return (person: KnownPerson, statementId: string, as: 'confirmed' | 'struck'): Promise<Answer<null>> =>
    ledger.change(async (record) => {
      const at = now();
      const statement = await record.statement(statementId);
      const refusal = statement === null ? 'statement-unknown' : await maySettle(record, statement, person, settings);
      if (refusal !== null || statement === null)
        return refuse(record, person, refusal ?? 'statement-unknown', `statement-${as}`, at);
      const { personId, roleId, organization, environment } = statement;
      for (const place of placeOf(statement))
        if ((await toConfirm({ settings }, record, person, place)) !== null)
          return refuse(record, person, 'confirm-first', `statement-${as}`, at);
      const lost = as === 'confirmed' && (await lostRoleOf(record, personId, statement));
      if (as === 'confirmed' && roleById(roleId).official && !lost)
        return refuse(record, person, 'official-role-by-list', `statement-${as}`, at);
      const answer = await settle(record, person, statement, as, at);
      if (!answer.ok) return answer;
      const role = lost ? await heldRole(record, { statementId }) : null;
      if (role !== null) {
        await bringBack(record, person, role, at);
        return answer;
      }
      const notice = { about: 'statement-settled', statementId, as, by: person.personId } as const;
      await record.enqueue({ kind: 'tell', personId, notice }, at);
      const known = (await record.grantsOf(personId)).some(
        (grant) => grant.standing !== 'suspended' && sameRoleAt(grant, statement),
      );
      if (as === 'struck' || known) return answer;
      const grantId = newId();
      const grant = {
        grantId,
        personId,
        roleId,
        organization,
        environment,
        basis: 'confirmed',
        standing: 'active',
      } as const;
      await record.startGrant({ ...grant, email: null, name: null, startedAt: at });
      await record.record({ kind: 'grant-started', subjectId: personId, data: { grantId, statementId } }, at);
      return answer;
    });
}

/** Where a statement is settled. */
export const placesOfStatement =
  (statementId: string): AboutToDecide['places'] =>
  async (record) => {
    const statement = await record.statement(statementId);
    return statement === null ? [] : placeOf(statement);
  };

function placeOf({ roleId, organization: key, environment, personId: of }: StatedRole): DecidedAt[] {
  const organization = parseOrganizationKey(key);
  return organization === null ? [] : [{ roleId, organization, environment, of }];
}

/** Why this person may not settle a statement now; null when she may. A stranger learns nothing of its state. */
export async function maySettle(
  record: Reading,
  statement: StatedRole & Partial<KnownStatement>,
  person: KnownPerson,
  { addresses }: Deps['settings'],
): Promise<Refusal | null> {
  const actor = actorOf(person, addresses);
  if (statement.personId === person.personId) return 'own-statement';
  if (actor.problem !== null) return actor.problem;
  const organization = parseOrganizationKey(statement.organization);
  if (organization === null) return 'statement-unknown';
  const role = roleById(statement.roleId);
  const { route } = await routeNow(record, role, organization, statement.environment, statement.personId);
  const hers = route.way === 'ask' && route.officials.some((official) => official.personId === person.personId);
  return hers ? settledBefore(statement) : 'not-official-here';
}

const settledBefore = ({ settledAs }: Partial<KnownStatement>): Refusal | null =>
  settledAs === undefined || settledAs === null ? null : 'statement-settled';

async function settle(
  record: Writing,
  { personId, identity }: KnownPerson,
  statement: StatedRole,
  as: 'confirmed' | 'struck',
  at: number,
): Promise<Answer<null>> {
  const { statementId } = statement;
  if (!(await record.settleStatement(statementId, as, personId, at))) return no('statement-settled');
  const about = statement.personId === personId ? {} : { subjectId: statement.personId };
  const data = { statementId, as };
  await record.record(
    { kind: 'statement-settled', actorId: personId, ...about, platform: identity.platform, data },
    at,
  );
  await record.enqueue({ kind: 'home', personId: statement.personId }, at);
  await refreshChecklist(record, statement.personId, at);
  return yes(null);
}

async function refuse(
  record: Writing,
  { personId, identity }: KnownPerson,
  refusal: Refusal,
  deed: string,
  at: number,
): Promise<Answer<null>> {
  await record.record({ kind: 'refused', actorId: personId, platform: identity.platform, data: { refusal, deed } }, at);
  return no(refusal);
}
