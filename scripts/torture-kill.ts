import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { torture } from '#test/storage/torture.ts';

/** `npm run -s torture [kills]`: kills a real server again and again amid clicks, and counts what was lost. */

const kills = Number(process.argv[2] ?? 20);
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write('How many kills? For example: npm run -s torture -- 50\n');
  process.exit(1);
}

const toll = await torture(kills, Math.random, (line) => console.log(line));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' });
const result = { ...toll, date: new Date().toISOString(), commit: commit.trim() };
const folder = join(import.meta.dirname, '..', 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'torture-kill.json'), `${JSON.stringify(result, null, 2)}\n`);
console.log(
  `${toll.kills} kills, ${toll.acknowledged} acknowledged (${toll.submits} submits, ${toll.decisions} decisions): ${toll.lost} lost, ${toll.decidedTwice} decided twice, ${toll.requestedTwice} asked twice, ${toll.undelivered} not delivered, ${toll.duplicates} posted twice, chain ${toll.chainBrokenAt === null ? 'holds' : `breaks at ${toll.chainBrokenAt}`}`,
);
const bad = toll.lost + toll.decidedTwice + toll.requestedTwice + toll.undelivered;
process.exit(bad === 0 && toll.chainBrokenAt === null ? 0 : 1);
