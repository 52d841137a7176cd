/**
 * Proves that each limit of the local Slack workspace matters: with one row switched off, the cases of
 * test/workspace/limits.test.ts must fail. Prints how many failed for each row, and a count at the end.
 */
import { LIMIT_CASES, setLimitStage } from '../test/workspace/limit-cases.ts';

const rows = [...new Set(LIMIT_CASES.map(({ row }) => row))];
const idle: string[] = [];
for (const row of rows) {
  const failed = await failuresWithout(row);
  console.log(`${String(failed.length).padStart(3)} ${row}${failed.length === 0 ? '  DOES NOT MATTER' : ''}`);
  if (failed.length === 0) idle.push(row);
}
const healthy = await failuresWithout('');
console.log(
  `${rows.length - idle.length} of ${rows.length} rows matter; with all rows on, ${healthy.length} cases fail.`,
);
process.exitCode = idle.length + healthy.length === 0 ? 0 : 1;

/** The names of the cases that fail when this row is switched off. */
async function failuresWithout(row: string): Promise<string[]> {
  const stage = await setLimitStage(row === '' ? [] : [row]);
  const failed: string[] = [];
  for (const { name, run } of LIMIT_CASES) await run(stage).catch(() => failed.push(name));
  await stage.stop();
  return failed;
}
