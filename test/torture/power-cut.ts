import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseFile } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { officialIds, openCards } from './crowd.ts';
import { openBeside } from './judge.ts';
import type { World } from './world.ts';

/**
 * A process that is killed leaves what it wrote with the system; a power cut takes what was not synced. After each kill the
 * embedded database is put back to the last sync: whatever was acknowledged, or told to anybody, must be there all the same.
 */

const preload = fileURLToPath(new URL('./keep-synced.ts', import.meta.url));

/** From now on a kill of this world's server is a power cut. */
export function losePower(world: World): void {
  const file = databaseFile(readConfig(world.variables));
  const folder = mkdtempSync(join(world.folder, 'synced-'));
  const copy = (from: string, to: string) => {
    copyFileSync(from, to);
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
  };
  const start = world.start;
  world.start = (extra = {}) => {
    const begun = join(folder, 'begun');
    rmSync(`${begun}-wal`, { force: true });
    copy(file, begun);
    writeFileSync(join(folder, 'last'), begun);
    const { NODE_OPTIONS: others = '' } = extra;
    return start({ ...extra, NODE_OPTIONS: `${others} --import=${preload}`.trim(), KEPT_SYNCED: folder });
  };
  world.afterKill = async () => {
    await world.beside.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    copy(readFileSync(join(folder, 'last'), 'utf8'), file);
    world.beside = await openBeside(world.variables);
    const { complaints } = world.crowd;
    complaints.push(...(await toldTooEarly(world)).filter((one) => !complaints.includes(one)));
  };
}

/** Cards about a request, or about its decision, that the record knows nothing of. */
async function toldTooEarly({ beside: { db }, workspace }: World): Promise<string[]> {
  const items = await db.selectFrom('item').select(['request_id', 'status']).execute();
  const statusOf = new Map(items.map(({ request_id, status }) => [request_id, status]));
  const sent = await db.selectFrom('sent_message').select(['key', 'place']).where('key', 'like', 'card:%').execute();
  const requestAt = new Map(sent.map(({ key, place }) => [place, key.split(':')[1] ?? '']));
  return officialIds.flatMap((userId) =>
    workspace
      .as(userId)
      .screen()
      .messages.flatMap((message) => {
        const [open] = openCards({ messages: [message] });
        if (open !== undefined)
          return statusOf.has(open.requestId) ? [] : [`${userId} was asked for ${open.requestId}, which nobody kept`];
        const requestId = requestAt.get(JSON.stringify({ channel: message.channel, ts: message.ts })) ?? '';
        return statusOf.get(requestId) === 'pending'
          ? [`${userId} sees a decision of ${requestId} that nobody kept`]
          : [];
      }),
  );
}
