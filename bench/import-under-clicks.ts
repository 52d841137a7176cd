import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answered, JsonObject, Member, WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { liveVariables, runNode, startServer } from '#test/cli/process.ts';
import { postgresBinaries } from '#test/postgres/binaries.ts';
import { killablePostgres } from '#test/postgres/killable.ts';
import { keepResult } from './result.ts';

/**
 * People go on clicking on a real server while the operator imports 150,000 facilities into the same database from
 * another process: once into an empty list, once in the place of the first list. How long is the longest answer?
 * Run: node bench/import-under-clicks.ts [rows] [sqlite|postgres|postgres://...]
 */

const rows = Number(process.argv[2] ?? 150_000);
const database = process.argv[3] ?? 'sqlite';
/** Between two clicks of one person; nobody is faster. */
const thinkMs = 20;
const slowMs = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'iqies-clicks-'));
const requesters = Array.from({ length: 60 }, (_, n) => `U0ASK${n + 1}`);
const official = 'U0JOAN';
const searcher = 'U0SEEKER';
const homes = ['165326', '165178', '165199', '165299', '165399'];
const roleIds = ['assessment-submitter', 'provider-administrator', 'provider-assessment-coordinator'];
const person = (id: string): WorkspacePerson => ({
  id,
  name: id,
  email: `${id.toLowerCase()}@valley-care.example`,
  emailConfirmed: true,
});

const workspace = await startWorkspace({
  people: [...requesters, official, searcher].map(person),
  scopes: manifestScopes(),
});
const binaries = database === 'postgres' ? postgresBinaries() : null;
if (database === 'postgres' && binaries === null) throw new Error('There is no PostgreSQL here.');
/** Syncs its files, as a server of people does. */
const server = binaries === null ? null : await killablePostgres(binaries);
const databaseUrl = server?.url ?? (database === 'sqlite' ? null : database);
const variables = {
  ...liveVariables(workspace, folder),
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
};
const cli = (...args: string[]) => runNode(['src/cli.ts', ...args], variables, folder);
const wishes = requesters.flatMap((who) => homes.flatMap((ccn) => roleIds.map((role) => ({ who, ccn, role }))));
/** Milliseconds of every answer, by what was clicked. */
type Answers = Map<string, number[]>;

try {
  const officials = homes.map((ccn) => `u0joan@valley-care.example,Joan,Provider Security Official,ccn:${ccn}`);
  writeFileSync(join(folder, 'officials.csv'), `email,name,role,organization\n${officials.join('\n')}\n`);
  await cli('officials', 'import', join(folder, 'officials.csv'), '--yes');
  const bot = await startServer(variables, folder);
  workspace.requestUrl = `${bot.url}/slack/events`;
  const results = [
    await measure('nothing else', () => pause(5_000)),
    await measure(`import of ${rows} rows`, () => cli('providers', 'import', generated('a'))),
    await measure(`import of ${rows} rows in the place of the first`, () => cli('providers', 'import', generated('b'))),
  ];
  await bot.kill();
  keepResult(`import-under-clicks${databaseUrl === null ? '' : '-postgres'}`, { rows, results });
  process.exitCode = results.some(({ slow, failed }) => slow + failed > 0) ? 1 : 0;
} finally {
  await workspace.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Lets people click until the work beside them is done. */
async function measure(beside: string, work: () => Promise<unknown>) {
  const answers: Answers = new Map();
  const failed: string[] = [];
  const life = { over: false };
  const people = [goHome(answers, failed, life), search(answers, life), askAndApprove(answers, failed, life)];
  const from = performance.now();
  const ended = (await work()) as { code?: number; out?: string } | undefined;
  const seconds = (performance.now() - from) / 1000;
  life.over = true;
  await Promise.all(people);
  if (ended?.code) throw new Error(`the import failed: ${ended.out}`);
  const kinds = Object.fromEntries([...answers].map(([kind, times]) => [kind, summary(times)]));
  const all = [...answers.values()].flat();
  const result = {
    beside,
    seconds: round(seconds),
    ...summary(all),
    slow: all.filter((ms) => ms > slowMs).length,
    failed: failed.length,
    kinds,
  };
  console.log(
    `beside ${beside} (${result.seconds} s): ${said(result)}, ${result.slow} over ${slowMs} ms, ${failed.length} not saved ${failed.slice(0, 3).join(' ')}`,
  );
  for (const [kind, one] of Object.entries(kinds)) console.log(`  ${kind}: ${said(one)}`);
  return result;
}

async function goHome(answers: Answers, failed: string[], life: { over: boolean }): Promise<void> {
  const member = workspace.as(official);
  while (!life.over) {
    note(answers, failed, 'Home', await member.openHome());
    await pause(thinkMs);
  }
}

async function search(answers: Answers, life: { over: boolean }): Promise<void> {
  const member = workspace.as(searcher);
  await walk(member, 'pbj-viewer', new Map(), [], 'pasted');
  const typed = ['va', 'val', 'valley', 'valley ca', 'care center', '16', '165', 'bloom'];
  for (let n = 0; !life.over; n += 1) {
    const from = performance.now();
    await member.search('places', typed[n % typed.length] ?? 'va');
    keep(answers, 'type-ahead', performance.now() - from);
    await pause(thinkMs);
  }
  while (member.screen().modals.length > 0) await member.close();
}

/** One after the other asks for a role, and the official approves it. */
async function askAndApprove(answers: Answers, failed: string[], life: { over: boolean }): Promise<void> {
  while (!life.over) {
    const wish = wishes.shift();
    if (wish === undefined) return;
    const member = workspace.as(wish.who);
    if (!(await walk(member, wish.role, answers, failed, 'harp', wish.ccn))) continue;
    await member.fill('harp', ['yes']);
    note(answers, failed, 'Submit', await member.submit());
    while (member.screen().modals.length > 0) await member.close();
    const card = await cardOf(workspace.as(official), life);
    if (card === null) continue;
    note(
      answers,
      failed,
      'Approve',
      await workspace.as(official).press({ surface: 'message', actionId: 'approve', ...card }),
    );
  }
}

/** Opens the form and goes on until the step that has this input; false when the form did not open. */
async function walk(
  member: Member,
  role: string,
  answers: Answers,
  failed: string[],
  until: string,
  ccn = '',
): Promise<boolean> {
  note(answers, failed, 'command', await member.command(''));
  if (member.screen().modals.length === 0) {
    failed.push('command: no form');
    return false;
  }
  for (let step = 0; step < 8; step += 1) {
    const form = JSON.stringify(member.screen().modals.at(-1)?.view ?? {});
    const has = (id: string) => form.includes(`"action_id":"${id}"`);
    if (has(until)) return true;
    if (has('category')) await member.fill('category', 'provider');
    else if (has('role')) await member.fill('role', role);
    else if (has('pasted')) await member.fill('pasted', ccn);
    else if (has('keep')) await member.fill('keep', ['keep']);
    note(answers, failed, 'Next', await member.submit());
    await pause(thinkMs);
  }
  throw new Error(`the form never came to ${until}`);
}

/** The newest card that offers Approve, as soon as it is there. */
async function cardOf(member: Member, life: { over: boolean }): Promise<{ ts: string; value: string } | null> {
  while (!life.over) {
    for (const { ts, blocks } of member.screen().messages) {
      for (const block of blocks) {
        for (const element of Array.isArray(block.elements) ? block.elements : []) {
          const { action_id, value } = element as JsonObject;
          if (action_id === 'approve' && typeof value === 'string') return { ts, value };
        }
      }
    }
    await pause(thinkMs);
  }
  return null;
}

function note(answers: Answers, failed: string[], kind: string, { status, body, ms }: Answered): void {
  keep(answers, kind, ms);
  const text = JSON.stringify(body);
  if (status !== 200 || text.includes('could not save')) failed.push(`${kind}: ${status} ${text.slice(0, 120)}`);
}

function keep(answers: Answers, kind: string, ms: number): void {
  answers.set(kind, [...(answers.get(kind) ?? []), ms]);
}

function summary(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { answers: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), longestMs: at(1) };
}

function said({ answers, medianMs, p99Ms, longestMs }: ReturnType<typeof summary>): string {
  return `${answers} answers, median ${medianMs} ms, p99 ${p99Ms} ms, longest ${longestMs} ms`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The same rows each time: names of common words, CCNs of sixteen State codes. */
function generated(mark: string): string {
  const words = ['valley', 'care', 'center', 'home', 'health', 'sunrise', 'hill', 'nursing', 'river', 'oak', mark];
  const codes = ['01', '05', '10', '16', '33', '36', '39', '45', '52', '55', '67', '74', 'A0', 'B2', 'C1', 'D6'];
  const lines = ['ccn,type,name,address,city,state,zip,phone,as_of'];
  for (let n = 0; n < rows; n += 1) {
    const name = [n % 11, (n * 7) % 11, (n * 3) % 10].map((index) => words[index]).join(' ');
    const ccn = `${codes[Math.floor(n / 10_000) % 16]}${String(n % 10_000).padStart(4, '0')}`;
    lines.push(
      `${ccn},NH,${name} ${n},${n} main street,${words[(n * 5) % 10]}ville,IA,5${String(n % 10_000).padStart(4, '0')},,2026-08`,
    );
  }
  const path = join(folder, `generated-${mark}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
