import { fuzzing } from './torture/fuzz.ts';
import { remembering } from './torture/histories.ts';
import { threeServers } from './torture/instances.ts';
import { kill } from './torture/kill.ts';
import { powerCut } from './torture/power-cut.ts';
import { serverKill } from './torture/server-kill.ts';
import { soaking } from './torture/soak.ts';
import type { Torture } from './torture/torture.ts';

/**
 * `npm run -s torture -- NAME [--option value]`: the hard tests at full size, one file each in torture/. Without a name all
 * of them run, one after the other. Each keeps its numbers in bench/results/torture-NAME.json; docs/torture.md reads them.
 */
const tortures: Readonly<Record<string, Torture>> = {
  kill,
  'power-cut': powerCut,
  'server-kill': serverKill,
  soak: soaking,
  fuzz: fuzzing,
  histories: remembering,
  instances: threeServers,
};

const [name, ...options] = process.argv.slice(2);
const asked = name === undefined ? Object.keys(tortures) : [name];
let bad = false;
for (const one of asked) {
  const torture = tortures[one];
  if (torture === undefined) {
    for (const [known, { does }] of Object.entries(tortures)) console.error(`npm run -s torture -- ${known}   ${does}`);
    process.exit(1);
  }
  console.log(`${one}: ${torture.does}`);
  if (!(await torture.run(options))) bad = true;
}
process.exit(bad ? 1 : 0);
