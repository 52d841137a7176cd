import { copyFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Loaded before the bot: keeps the embedded database as it was when the last sync that has ended began. A power cut leaves
 * that for certain, and may leave no more. KEPT_SYNCED is the folder; its file `last` names the copy.
 */

const folder = process.env.KEPT_SYNCED ?? '';
const any = await open(import.meta.filename);
const prototype = Object.getPrototypeOf(any) as FileHandle;
await any.close();

const datasync = prototype.datasync;
/** As a slow disk: whoever does not wait for it is ahead of it. */
const syncMs = 100;
let count = 0;
prototype.datasync = async function (this: FileHandle) {
  const log = readlinkSync(`/proc/self/fd/${this.fd}`);
  if (!log.endsWith('-wal')) return datasync.call(this);
  count += 1;
  const copy = (nth: number) => `${folder}/${process.pid}-${nth}`;
  const mine = copy(count);
  const before = copy(count - 1);
  copyFileSync(log.replace(/-wal$/, ''), mine);
  copyFileSync(log, `${mine}-wal`);
  await pause(syncMs);
  await datasync.call(this);
  writeFileSync(`${folder}/next`, mine);
  renameSync(`${folder}/next`, `${folder}/last`);
  for (const file of [before, `${before}-wal`]) rmSync(file, { force: true });
};
