import type { Db } from './database.ts';

/** Ids of a person's requests, the newest first: those with something undecided or still to be done, and the others. */
export async function readRequestIds(db: Db, personId: string): Promise<{ open: string[]; earlier: string[] }> {
  const rows = await db
    .selectFrom('request')
    .leftJoin('item', (join) =>
      join
        .onRef('item.request_id', '=', 'request.id')
        .on('item.status', 'in', ['pending', 'held', 'outside', 'approved']),
    )
    .select(['request.id', 'request.submitted_at', (eb) => eb.fn.count('item.id').as('open')])
    .where('request.requester_id', '=', personId)
    .groupBy(['request.id', 'request.submitted_at'])
    .orderBy('request.submitted_at', 'desc')
    .orderBy('request.id')
    .execute();
  const ids = (open: boolean) => rows.filter((row) => Number(row.open) > 0 === open).map((row) => row.id);
  return { open: ids(true), earlier: ids(false) };
}
