import type {
  ChecklistReading,
  ChecklistWriting,
  StoredChecklist,
  StoredInvite,
} from '#application/checklist-record.ts';
import { accountKinds, type Fit, type StepId, stepIds } from '#domain/checklist.ts';
import type { PersonId } from '#domain/person.ts';
import { columnsOf } from './columns.ts';
import type { Db } from './database.ts';
import { fixed } from './fixed.ts';
import type { LedgerTables } from './ledger-tables.ts';
import { environmentOf } from './rows.ts';

/** Checklists, and who started one for whom, in the database. */

export function checklistReading(db: Db): ChecklistReading {
  const invites = () => db.selectFrom('checklist_invite').selectAll();
  return {
    of: (personId) => readChecklist(db, personId),
    async invite(inviteId) {
      const row = await invites().where('id', '=', inviteId).executeTakeFirst();
      return row === undefined ? null : inviteOf(row);
    },
    async forAddress(email) {
      const mine = invites().where('email', '=', email.trim().toLowerCase());
      return (await mine.orderBy('invited_at').orderBy('id').execute()).map(inviteOf);
    },
    async startedBy(by, most) {
      const mine = invites().where('by_person_id', by === null ? 'is' : '=', by);
      return (await mine.orderBy('invited_at', 'desc').orderBy('id').limit(most).execute()).map(inviteOf);
    },
    async startedElsewhere() {
      const officials = await db
        .selectFrom('checklist_invite')
        .select((eb) => eb.fn.countAll().as('n'))
        .where('by_person_id', 'is not', null)
        .executeTakeFirstOrThrow();
      const themselves = await db
        .selectFrom('checklist')
        .select((eb) => eb.fn.countAll().as('n'))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('checklist_invite')
                .select('checklist_invite.id')
                .whereRef('checklist_invite.person_id', '=', 'checklist.person_id')
                .where('checklist_invite.answer', 'in', ['started', 'ended']),
            ),
          ),
        )
        .executeTakeFirstOrThrow();
      return { byOfficials: Number(officials.n), byThemselves: Number(themselves.n) };
    },
  };
}

export function checklistWriting(db: Db): ChecklistWriting {
  return {
    ...checklistReading(db),
    async save({ personId, account, environment, surveyor, startedAt, chosenAt, nudge, nudgedAt, closedAt }) {
      const row = {
        account,
        environment,
        surveyor: surveyor ? 1 : 0,
        started_at: startedAt,
        chosen_at: chosenAt,
        nudge: nudge ? 1 : 0,
        nudged_at: nudgedAt,
        closed_at: closedAt,
      };
      await db
        .insertInto('checklist')
        .values({ person_id: personId, ...row })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
        .execute();
    },
    async tick(personId, step, at) {
      if (at === null) {
        const gone = await db
          .deleteFrom('checklist_tick')
          .where('person_id', '=', personId)
          .where('step', '=', step)
          .returning('step')
          .execute();
        return gone.length === 1;
      }
      return insertTick(db, { person_id: personId, step, at });
    },
    async addInvite({ inviteId, email, by, organization, proposed, invitedAt, personId, answer }) {
      const { account, environment, surveyor } = proposed;
      await db
        .insertInto('checklist_invite')
        .values({
          id: inviteId,
          email: email.toLowerCase(),
          by_person_id: by,
          organization,
          account: account ?? null,
          environment: environment ?? null,
          surveyor: surveyor === undefined ? null : surveyor ? 1 : 0,
          invited_at: invitedAt,
          person_id: personId,
          answer,
          answered_at: null,
        })
        .execute();
    },
    async bindInvite(inviteId, personId) {
      const bound = await db
        .updateTable('checklist_invite')
        .set({ person_id: personId })
        .where('id', '=', inviteId)
        .where('person_id', 'is', null)
        .returning('id')
        .execute();
      return bound.length === 1;
    },
    async answerInvite(inviteId, answer, at) {
      const answered = await db
        .updateTable('checklist_invite')
        .set({ answer, answered_at: at })
        .where('id', '=', inviteId)
        .where((eb) => eb.or([eb('answer', 'is', null), eb('answer', '!=', answer)]))
        .returning('id')
        .execute();
      return answered.length === 1;
    },
    async endInvites(personId, at) {
      const ended = await db
        .updateTable('checklist_invite')
        .set({ answer: 'ended', answered_at: at })
        .where('person_id', '=', personId)
        .where('answer', '=', 'started')
        .returning('id')
        .execute();
      return ended.map(({ id }) => id);
    },
  };
}

/** Of two identities of one person the list of the older one stays; what either ticked is ticked. */
export async function moveChecklist(db: Db, into: PersonId, from: PersonId): Promise<void> {
  const lists = await db.deleteFrom('checklist').where('person_id', '=', from).returningAll().execute();
  for (const row of lists)
    await db
      .insertInto('checklist')
      .values({ ...row, person_id: into })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute();
  const ticks = await db.deleteFrom('checklist_tick').where('person_id', '=', from).returningAll().execute();
  for (const row of ticks) await insertTick(db, { ...row, person_id: into });
  await db.updateTable('checklist_invite').set({ person_id: into }).where('person_id', '=', from).execute();
  await db.updateTable('checklist_invite').set({ by_person_id: into }).where('by_person_id', '=', from).execute();
}

/** Lists that somebody started for an address, whoever has it by now. */
export async function forgetInvites(db: Db, emails: readonly string[]): Promise<void> {
  if (emails.length > 0)
    await db
      .deleteFrom('checklist_invite')
      .where('email', 'in', [...emails])
      .execute();
}

async function insertTick(db: Db, row: LedgerTables['checklist_tick']): Promise<boolean> {
  const added = await db
    .insertInto('checklist_tick')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'step']).doNothing())
    .returning('step')
    .execute();
  return added.length === 1;
}

const checklistRow = fixed((db, personId: PersonId) =>
  db.selectFrom('checklist').select(columnsOf('checklist')).where('person_id', '=', personId),
);

async function readChecklist(db: Db, personId: PersonId): Promise<StoredChecklist | null> {
  const [row] = await checklistRow(db, personId);
  if (row === undefined) return null;
  const ticks = await db.selectFrom('checklist_tick').selectAll().where('person_id', '=', personId).execute();
  return {
    personId,
    account: accountOf(row.account),
    environment: environmentOf(row.environment),
    surveyor: row.surveyor === 1,
    startedAt: row.started_at,
    chosenAt: row.chosen_at,
    nudge: row.nudge === 1,
    nudgedAt: row.nudged_at,
    closedAt: row.closed_at,
    ticks: new Map(ticks.flatMap(({ step, at }) => (isStep(step) ? [[step, at] as const] : []))),
  };
}

function inviteOf(row: LedgerTables['checklist_invite']): StoredInvite {
  const proposed: Partial<Fit> = {
    ...(row.account === null ? {} : { account: accountOf(row.account) }),
    ...(row.environment === null ? {} : { environment: environmentOf(row.environment) }),
    ...(row.surveyor === null ? {} : { surveyor: row.surveyor === 1 }),
  };
  return {
    inviteId: row.id,
    email: row.email,
    by: row.by_person_id,
    organization: row.organization,
    proposed,
    invitedAt: row.invited_at,
    personId: row.person_id,
    answer: answers.find((answer) => answer === row.answer) ?? null,
  };
}

const answers = ['started', 'declined', 'ended'] as const;
const accountOf = (text: string): Fit['account'] => accountKinds.find((kind) => kind === text) ?? 'new';
const isStep = (text: string): text is StepId => stepIds.some((id) => id === text);
