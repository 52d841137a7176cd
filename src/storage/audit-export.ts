import type { EventRow } from './audit-hash.ts';
import type { Db } from './database.ts';

/** Events with what an auditor needs to read them: names, roles and places in place of ids. */

export interface ExportedEvent {
  event: EventRow;
  roleId: string | null;
  environment: string | null;
  organization: string | null;
  /** Who did it and whom it is about; null: nobody, or her data was erased. */
  actor: Names | null;
  subject: Names | null;
  /** null: no words belong to it, or they were erased. */
  words: string | null;
}

interface Names {
  name: string;
  email: string | null;
}

export interface Wanted {
  /** From this moment on, in ms. */
  since: number | null;
  /** Before this moment. */
  until: number | null;
  requestId: string | null;
  /** The ids of one person: what she did, what was done about her, and all about her requests. */
  personIds: readonly string[] | null;
}

const batch = 500;

/** The events that are wanted, in their order, a batch at a time. */
export async function* readEvents(db: Db, wanted: Wanted): AsyncGenerator<ExportedEvent[]> {
  for (let seq = 0; ; ) {
    const rows = await readBatch(db, wanted, seq);
    if (rows.length > 0) yield await named(db, rows);
    seq = rows.at(-1)?.seq ?? seq;
    if (rows.length < batch) return;
  }
}

type ReadRow = Awaited<ReturnType<typeof readBatch>>[number];

function readBatch(db: Db, { since, until, requestId, personIds }: Wanted, after: number) {
  let query = db
    .selectFrom('event')
    .leftJoin('request', 'request.id', 'event.request_id')
    .leftJoin('item', 'item.id', 'event.item_id')
    .leftJoin('private_text', 'private_text.id', 'event.words_id')
    .selectAll('event')
    .select(['request.role_id', 'request.environment', 'item.organization', 'private_text.value as words'])
    .where('event.seq', '>', after)
    .orderBy('event.seq')
    .limit(batch);
  if (since !== null) query = query.where('event.at', '>=', since);
  if (until !== null) query = query.where('event.at', '<', until);
  if (requestId !== null) query = query.where('event.request_id', '=', requestId);
  if (personIds !== null)
    query = query.where((eb) =>
      eb.or([
        eb('event.actor_id', 'in', [...personIds]),
        eb('event.subject_id', 'in', [...personIds]),
        eb('request.requester_id', 'in', [...personIds]),
      ]),
    );
  return query.execute();
}

async function named(db: Db, rows: readonly ReadRow[]): Promise<ExportedEvent[]> {
  const names = await namesOf(db, new Set(rows.flatMap(({ actor_id, subject_id }) => [actor_id, subject_id])));
  return rows.map(({ role_id, environment, organization, words, ...event }) => ({
    event,
    roleId: role_id,
    environment,
    organization,
    actor: names.get(event.actor_id ?? '') ?? null,
    subject: names.get(event.subject_id ?? '') ?? null,
    words,
  }));
}

async function namesOf(db: Db, ids: ReadonlySet<string | null>): Promise<Map<string, Names>> {
  const wanted = [...ids].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .innerJoin('account', (join) =>
      join.on((eb) => eb('account.person_id', '=', eb.fn.coalesce('person.joined_into', 'person.id'))),
    )
    .select(['person.id', 'account.name', 'account.email', 'account.entered_email'])
    .where('person.id', 'in', wanted)
    .orderBy('account.switched_off', 'desc')
    .orderBy('account.checked_at')
    .execute();
  // The live account that was checked last comes last, and stays.
  return new Map(rows.map(({ id, name, email, entered_email }) => [id, { name, email: email ?? entered_email }]));
}
