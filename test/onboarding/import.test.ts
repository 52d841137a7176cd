import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseNamed } from '#src/cli/commands/erase.ts';
import { onboardingImport } from '#src/cli/commands/onboarding-import.ts';
import { onboardingList } from '#src/cli/commands/onboarding-list.ts';
import type { Print } from '#src/cli/print.ts';
import { press, type Stage, saying, stage, words } from '../slack/harness.ts';

/** The operator's list of new people, as a command beside the running bot. */

let on: Stage;
let folder: string;
beforeAll(async () => {
  on = await stage({ sharedAddresses: ['mds@'] });
  folder = mkdtempSync(join(tmpdir(), 'iqies-new-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await on.stop();
});

async function run(command: 'import' | 'list' | 'erase', file: string | string[], options: object = {}) {
  const printed: string[] = [];
  const facts: unknown[] = [];
  const print: Print = (line, said) => {
    printed.push(line);
    if (said !== null) facts.push(said);
  };
  const path = join(folder, 'new.csv');
  if (Array.isArray(file)) writeFileSync(path, file.join('\n'));
  const record = on.bot as never;
  const code =
    command === 'import'
      ? await onboardingImport(record, path, options, print)
      : command === 'list'
        ? await onboardingList(record, options, print)
        : await eraseNamed(record, file as string, options, print);
  await on.delivered();
  return { code, out: printed.join('\n'), facts };
}
const invites = () => on.bot.database.db.selectFrom('checklist_invite').selectAll().orderBy('email').execute();

const file = [
  'Email,Account,Environment,Surveyor,Anything',
  'Ana.Ruiz@valley-care.example,eidm,,yes,x',
  'ana.ruiz@valley-care.example,,,,',
  'new.person@valley-care.example,,training,no,',
  'far@gmail.example,,,,',
  'mds@valley-care.example,,,,',
  'no address,,,,',
  '123-45-6789,,,,',
  'lena.novak@hillside.example,maybe,,,',
];

describe('onboarding import', () => {
  it('shows who would get a checklist and what can’t be used, and does nothing', async () => {
    const { code, out } = await run('import', file);
    expect(code).toBe(1);
    expect(out).toContain('3 new, 0 started already, 4 lines can’t be used');
    expect(out).toMatch(/:3 warning: the address stands in a line before/);
    expect(out).toMatch(/:5 warning: the domain/);
    expect(out).toMatch(/:6 can’t be used: the address is on the shared list/);
    expect(out).toMatch(/:9 can’t be used: account is not/);
    expect(out).not.toContain('123-45-6789');
    expect(await invites()).toHaveLength(0);
  });

  it('with --yes each person is told who started it; the same file again starts nothing', async () => {
    await run('import', file, { yes: true });
    expect(await invites()).toHaveLength(3);
    const [told, ...others] = saying(on.as('U0ANA').screen(), 'A checklist for you');
    expect(others).toHaveLength(0);
    expect(words(told?.blocks ?? [])).toContain('The people who run this bot started it');
    expect((await run('import', file, { yes: true })).out).toContain('0 new, 3 started already');
    expect(saying(on.as('U0ANA').screen(), 'A checklist for you')).toHaveLength(1);
  });

  it.each<[string, string[], RegExp]>([
    ['a file without the column', ['name,role', 'a,b'], /has no column email/],
    ['an empty file', [''], /has no column email/],
    ['no CSV', ['\u0000\u0001PK\u0003', 'x'], /Nothing of it was used/],
    ['a huge file', ['email', ...Array.from({ length: 5_001 }, (_, n) => `a${n}@valley-care.example`)], /split it/],
  ])('uses nothing of %s', async (_name, lines, because) => {
    const { code, out } = await run('import', lines, { yes: true });
    expect(code).toBe(1);
    expect(out).toMatch(because);
    expect(await invites()).toHaveLength(3);
  });
});

describe('onboarding list', () => {
  it('says how many steps are done, once the person said yes', async () => {
    const before = await run('list', '');
    expect(before.out).toMatch(/ana\.ruiz@valley-care\.example {2}\S+ {2}not answered yet/);
    await press(on.as('U0ANA'), 'checklist-start');
    // What the list says of her stands in the questions already.
    expect(JSON.stringify(on.as('U0ANA').screen().modals.at(-1)?.view)).toMatch(
      /"initial_option":\{[^}]*\}[^}]*"value":"eidm"/,
    );
    await on.as('U0ANA').submit();
    await on.as('U0ANA').close(true);
    await on.delivered();
    const { facts } = await run('list', '', { open: true });
    expect(facts).toContainEqual(
      expect.objectContaining({ email: 'ana.ruiz@valley-care.example', progress: 'under-way', done: 0, all: 9 }),
    );
  });
});

describe('erase', () => {
  it('somebody who is known by such a list alone can be erased', async () => {
    const { code } = await run('erase', 'far@gmail.example', { yes: true });
    expect(code).toBe(0);
    expect((await invites()).map(({ email }) => email)).not.toContain('far@gmail.example');
  });

  it('nothing of her list, her ticks and who started it stays', async () => {
    await press(on.as('U0ANA'), 'step-done');
    await on.delivered();
    const { code } = await run('erase', 'ana.ruiz@valley-care.example', { yes: true });
    expect(code).toBe(0);
    const { db } = on.bot.database;
    expect(await db.selectFrom('checklist').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('checklist_tick').selectAll().execute()).toEqual([]);
    expect((await invites()).map(({ email }) => email)).toEqual(['new.person@valley-care.example']);
  });
});
