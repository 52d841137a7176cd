import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialsConfirm } from '#cli/commands/officials-confirm.ts';
import { officialsUnconfirmed } from '#cli/commands/officials-unconfirmed.ts';
import { requestsList } from '#cli/commands/requests-list.ts';
import { requestsSettle } from '#cli/commands/requests-settle.ts';
import { requestsShow } from '#cli/commands/requests-show.ts';
import { statuses } from '#test/slack/bad-input.ts';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { liveVariables, runNode } from './process.ts';

/** The operator's commands about requests: as processes beside the running bot, and many more of them without one. */
let on: Stage;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-cli-'));
  on = await stage();
});
afterEach(async () => {
  await on.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A command without its process: what it prints, and its exit code. */
async function run(
  command: (record: Parameters<typeof requestsShow>[0], print: (line: string) => void) => Promise<number>,
) {
  const lines: string[] = [];
  const { deps, database } = on.bot;
  const code = await command(
    { deps, database, readyToAnswer: () => undefined, close: async () => undefined },
    (line) => void lines.push(line),
  );
  return { code, out: lines.map((line) => `${line}\n`).join('') };
}

const cli = (...args: string[]) =>
  runNode(['src/cli.ts', ...args], { ...liveVariables(on.workspace, on.dataDir), ...on.database.variables }, folder);
const requestId = async () =>
  (await on.bot.database.db.selectFrom('request').select('id').executeTakeFirstOrThrow()).id;

describe('requests list and show', () => {
  it('say what was asked, how it stands, and the ids that settle takes', async () => {
    expect(await run((at, print) => requestsList(at, {}, print))).toMatchObject({
      code: 0,
      out: 'There is no request yet.\n',
    });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326 165178');
    const id = await requestId();
    const { code, out, err } = await cli('requests', 'list', '--open');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\S+ \d{4}-\S+Z Ana Ruiz: Assessment Submitter: waiting for a decision; BLOOMFIELD CARE CENTER \(165326\) and AASE HAUGEN HOME \(165178\)\n$/,
    );
    expect(out.startsWith(id)).toBe(true);
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    const shown = (await run((at, print) => requestsShow(at, id, print))).out;
    expect(shown).toContain(`${id} Ana Ruiz asks for Assessment Submitter`);
    expect(shown).toMatch(new RegExp(`- ${id}.1 BLOOMFIELD CARE CENTER \\(165326\\): approved. By Joan Lee, `));
    expect(shown).toContain(`- ${id}.2 AASE HAUGEN HOME (165178): pending. Asked: Maria Gomez.`);
    await press(on.as('U0ANA'), 'withdraw');
    await on.delivered();
    await press(on.as('U0JOAN'), 'done');
    await on.delivered();
    expect((await run((at, print) => requestsList(at, { open: true }, print))).out).toBe(
      'Nothing waits for anybody.\n',
    );
    expect((await run((at, print) => requestsList(at, {}, print))).out).toContain(id);
  });

  it('an unknown request is said to be unknown', async () => {
    expect(await cli('requests', 'show', 'nothing')).toMatchObject({
      code: 1,
      out: 'There is no request “nothing”. “requests list” has their ids.\n',
    });
  });
});

describe('requests settle', () => {
  it('records it with the reason, beside the running bot, and everybody is told', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const item = `${await requestId()}.1`;
    const { code, out } = await cli(
      'requests',
      'settle',
      item,
      '--as',
      'active',
      '--reason',
      'The Service Center says so.',
    );
    expect(out).toBe(`${item} is recorded as active. The person who asked and the officials are told.\n`);
    expect(code).toBe(0);
    expect(await statuses(on)).toEqual(['active']);
    await on.delivered();
    expect(saying(on.as('U0ANA').screen(), 'The people who run this bot recorded your request')).toHaveLength(1);
    expect(saying(on.as('U0JOAN').screen(), 'The Service Center says so.')).not.toHaveLength(0);
    const settled = on.bot.database.db.selectFrom('event').select('platform').where('kind', '=', 'item-settled');
    expect(await settled.execute()).toEqual([{ platform: 'command-line' }]);
    expect(await run((at, print) => requestsSettle(at, item, { as: 'rejected', reason: 'No.' }, print))).toMatchObject({
      code: 1,
      out: `${item} stays as it is: it is over already. “requests show” says how it stands.\n`,
    });
  });

  it.each([
    ['no reason', { as: 'active' }, 'Say why with --reason'],
    ['an empty reason', { as: 'active', reason: ' ' }, 'Say why with --reason'],
    ['a secret', { as: 'active', reason: 'ssn 219-09-9999' }, 'must not be kept here'],
    ['too many words', { as: 'active', reason: 'x'.repeat(501) }, 'At most 500 characters'],
    ['no outcome', { reason: 'Why.' }, 'Say --as approved, active, rejected or withdrawn.'],
    ['an unknown outcome', { as: 'gone', reason: 'Why.' }, 'Say --as approved, active, rejected or withdrawn.'],
  ])('%s: refused with a sentence, and nothing is changed', async (_what, options, says) => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const item = `${await requestId()}.1`;
    const { code, out } = await run((at, print) => requestsSettle(at, item, options, print));
    expect(code).toBe(1);
    expect(out).toContain(says);
    expect(await statuses(on)).toEqual(['pending']);
    expect(await on.bot.database.db.selectFrom('private_text').select('id').execute()).toEqual([]);
  });

  it('a refused command ends with 1 and a sentence', async () => {
    const { code, out, err } = await cli('requests', 'settle', 'nothing.1', '--as', 'active');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('There is no item “nothing.1”.');
  });

  it.each(['nothing', 'nothing.1', '.1'])('an unknown item is said to be unknown: %s', async (item) => {
    const options = { as: 'active', reason: 'Why.' };
    const { code, out } = await run((at, print) => requestsSettle(at, item, options, print));
    expect(code).toBe(1);
    expect(out).toContain(`There is no item “${item}”.`);
  });
});

const confirmationNotice = async () =>
  (await on.bot.deps.ledger.read((at) => at.notices(10))).find(({ about }) => about === 'official-unconfirmed');

describe('officials unconfirmed and confirm', () => {
  it('list what people say iQIES approved, and make one count', async () => {
    expect((await run(officialsUnconfirmed)).out).toBe('Nothing waits to be confirmed.\n');
    await ask(on, 'U0LENA', 'provider-security-official', '165399');
    await press(on.as('U0LENA'), 'outcome-approved');
    await on.delivered();
    const { out } = await run(officialsUnconfirmed);
    const [, id = ''] =
      /^(\S+) Lena Novak <lena\.novak@hillside\.example>: Provider Security Official, ccn:165399, production, recorded /.exec(
        out,
      ) ?? [];
    const notice = await confirmationNotice();
    expect(notice?.doneAt).toBeNull();
    expect(notice?.detail).toContain(`officials confirm ${id}`);
    expect(await cli('officials', 'confirm', id)).toMatchObject({
      code: 0,
      out: 'Confirmed: Provider Security Official, ccn:165399. The person is told.\n',
    });
    await on.delivered();
    expect(saying(on.as('U0LENA').screen(), 'The people who run this bot confirmed your role')).toHaveLength(1);
    expect((await confirmationNotice())?.doneAt).toEqual(expect.any(Number));
    expect((await run(officialsUnconfirmed)).out).toBe('Nothing waits to be confirmed.\n');
    expect(await run((at, print) => officialsConfirm(at, id, print))).toMatchObject({
      code: 1,
      out: 'This role was confirmed already.\n',
    });
    expect(await run((at, print) => officialsConfirm(at, 'nothing', print))).toMatchObject({
      code: 1,
      out: 'There is no role “nothing” to confirm. “officials unconfirmed” has their ids.\n',
    });
  });
});

it('no id begins with a hyphen, which a command would take for an option', () => {
  for (let n = 0; n < 2_000; n += 1) expect(on.bot.deps.newId()).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
});
