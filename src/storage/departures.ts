import { z } from 'zod';
import {
  type Departure,
  type DepartureReading,
  type DepartureWriting,
  type Saying,
  sayings,
} from '#application/departure-record.ts';
import type { Task } from '#application/task.ts';
import { roles } from '#content/catalogue.ts';
import type { DepartureState, Phase } from '#domain/departure.ts';
import type { OrganizationKey } from '#domain/organization.ts';
import type { Db } from './database.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** Officials who left or are about to, in the database. */

const time = z.number();
const stateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('asked'), until: time }),
  z.object({ is: z.literal('silent'), because: z.enum(['no-answer', 'not-in-chat']), since: time }),
  z.object({ is: z.literal('left'), at: time }),
  z.object({ is: z.literal('leaving'), on: z.string(), at: time }),
  z.object({ is: z.literal('here'), at: time, by: z.string() }),
  z.object({ is: z.literal('removed'), at: time, by: z.string() }),
]);

const openStatuses = ['asked', 'silent', 'left', 'leaving'];
const officialRoles = roles.filter((role) => role.official).map(({ id }) => id);

/** What is kept about departures, to be read. */
export function departureReading(db: Db): DepartureReading {
  return {
    of: async (id) => (await found(query(db).where('departure.id', '=', id)))[0] ?? null,
    async at(organizations, which) {
      if (organizations.length === 0) return [];
      const here = query(db).where('departure.organization', 'in', [...organizations]);
      if (which === 'all') return found(here);
      return found(
        here.where((eb) =>
          eb.or([
            eb('status', 'in', openStatuses),
            eb.and([eb('status', '=', 'removed'), eb('replaced_at', 'is', null)]),
          ]),
        ),
      );
    },
    list(open, most) {
      const newest = query(db, 'desc').limit(most);
      return found(open ? newest.where('status', 'in', openStatuses) : newest);
    },
    async sayings(id) {
      const rows = await db
        .selectFrom('departure_saying')
        .selectAll()
        .where('departure_id', '=', id)
        .orderBy('at')
        .orderBy('person_id')
        .execute();
      return rows.map(
        (row): Saying => ({ personId: row.person_id, says: z.enum(sayings).parse(row.says), at: row.at }),
      );
    },
    async reportsSince(personId, since) {
      const { count } = await db
        .selectFrom('departure_saying')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('person_id', '=', personId)
        .where('says', '=', 'reported')
        .where('at', '>', since)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async messages(id) {
      const rows = await db
        .selectFrom('outbox')
        .select('task')
        .where('kind', '=', 'departure')
        .where('request_id', '=', id)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      const sent = new Map<string, { personId: string; phase: Phase }>();
      for (const { task } of rows) {
        const { personId, phase } = JSON.parse(task) as Extract<Task, { kind: 'departure' }>;
        sent.set(`${phase} ${personId}`, { personId, phase });
      }
      return [...sent.values()];
    },
    ended: (organization) => countEnded(db, organization),
  };
}

/** The same, to be changed. */
export function departureWriting(db: Db): DepartureWriting {
  return {
    ...departureReading(db),
    async open({ id, organization, grantId, openedAt, state }) {
      const open = await db
        .selectFrom('departure')
        .select('id')
        .where('grant_id', '=', grantId)
        .where('status', 'in', openStatuses)
        .executeTakeFirst();
      if (open !== undefined) return false;
      const kept = { organization, grant_id: grantId, opened_at: openedAt, ...stored(state) };
      await db
        .insertInto('departure')
        .values({ id, ...kept, ticket_id: null, replaced_at: null })
        .execute();
      return true;
    },
    async move(id, from, to) {
      const moved = await db
        .updateTable('departure')
        .set(stored(to))
        .where('id', '=', id)
        .where('state', '=', stored(from).state)
        .returning('id')
        .execute();
      return moved.length === 1;
    },
    async say(id, { personId, says, at }) {
      const said = await db
        .insertInto('departure_saying')
        .values({ departure_id: id, person_id: personId, says, at })
        .onConflict((conflict) => conflict.columns(['departure_id', 'person_id', 'says']).doNothing())
        .returning('at')
        .execute();
      return said.length === 1;
    },
    async noteTicket(id, textId) {
      await db.updateTable('departure').set({ ticket_id: textId }).where('id', '=', id).execute();
    },
    async noteReplaced(id, at) {
      const noted = await db
        .updateTable('departure')
        .set({ replaced_at: at })
        .where('id', '=', id)
        .where('replaced_at', 'is', null)
        .returning('id')
        .execute();
      return noted.length === 1;
    },
  };
}

/** What one of two joined identities said is said by the other; the same thing said by both is said once. */
export async function moveSayings(db: Db, into: string, from: string): Promise<void> {
  const rows = await db.deleteFrom('departure_saying').where('person_id', '=', from).returningAll().execute();
  for (const row of rows)
    await db
      .insertInto('departure_saying')
      .values({ ...row, person_id: into })
      .onConflict((conflict) => conflict.columns(['departure_id', 'person_id', 'says']).doNothing())
      .execute();
}

const stored = (state: DepartureState) => ({ status: state.is, state: JSON.stringify(state) });

function query(db: Db, order: 'asc' | 'desc' = 'asc') {
  return db
    .selectFrom('departure')
    .innerJoin('role_grant', 'role_grant.id', 'departure.grant_id')
    .selectAll('departure')
    .select(['role_grant.person_id as official_id', 'role_grant.ended_at as grant_ended_at'])
    .orderBy('opened_at', order)
    .orderBy('departure.id');
}

type Row = LedgerTables['departure'] & { official_id: string | null; grant_ended_at: number | null };

async function found(rows: { execute(): Promise<Row[]> }): Promise<Departure[]> {
  return (await rows.execute()).map((row) => ({
    id: row.id,
    organization: row.organization,
    grantId: row.grant_id,
    officialId: row.official_id,
    openedAt: row.opened_at,
    state: stateSchema.parse(JSON.parse(row.state)),
    ticketId: row.ticket_id,
    replacedAt: row.replaced_at,
    grantEnded: row.grant_ended_at !== null,
  }));
}

async function countEnded(db: Db, organization: OrganizationKey): Promise<number> {
  const { count } = await db
    .selectFrom('role_grant')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization', '=', organization)
    .where('role_id', 'in', officialRoles)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('standing', '=', 'suspended')]))
    .executeTakeFirstOrThrow();
  return Number(count);
}
