import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { liveVariables, runNode } from './process.ts';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => on.stop());

const cli = (...args: string[]) =>
  runNode(
    ['src/cli.ts', ...args],
    { ...liveVariables(on.workspace, on.dataDir), ...on.database.variables },
    on.dataDir,
  );

it('an official who is added beside the running server gets the card of a request that waits', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks')).toHaveLength(0);
  const file = join(on.dataDir, 'more.csv');
  writeFileSync(
    file,
    'email,name,role,organization\nlena.novak@hillside.example,Lena Novak,Provider Security Official,ccn:165326\n',
  );
  expect(await cli('officials', 'import', file, '--yes')).toMatchObject({ code: 0 });
  await on.delivered();
  expect(saying(on.as('U0LENA').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  expect((await press(on.as('U0LENA'), 'approve')).status).toBe(200);
  await on.delivered();
  expect(saying(on.as('U0ANA').screen(), 'Lena Novak approved')).not.toHaveLength(0);
  expect(await cli('audit', 'verify')).toMatchObject({ code: 0 });
});

it('an official who is ended beside the running server decides nothing any more', async () => {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  const file = join(on.dataDir, 'fewer.csv');
  writeFileSync(
    file,
    'email,name,role,organization\nraj.patel@valley-care.example,Raj,Provider Security Official,ccn:165326\n',
  );
  const stale = on.as('U0JOAN').screen().messages.at(-1);
  const value = /"value":"([^"]+\|1)"/.exec(JSON.stringify(stale?.blocks))?.[1] ?? '';
  expect(await cli('officials', 'import', file, '--replace', '--yes')).toMatchObject({ code: 0 });
  await on.as('U0JOAN').press({ surface: 'message', ts: stale?.ts ?? '', actionId: 'approve', value });
  await on.delivered();
  const [request] = await on.bot.deps.ledger.read(async (record) => {
    const [ana] = await record.peopleWith('ana.ruiz@valley-care.example');
    return record.requestsOf(ana ?? '', 1);
  });
  expect(request?.items.map(({ state }) => state.status)).toEqual(['pending']);
});

it('facilities that are imported beside the running server are found at once', async () => {
  const file = join(on.dataDir, 'list.csv');
  writeFileSync(file, 'ccn,type,name,city,state\n165188,NH,NEW MEADOW HOME,DECORAH,IA\n');
  expect((await cli('providers', 'import', file)).out).toContain('1 facilities (merged)');
  const { rows } = await on.bot.deps.providers.search('new meadow', { limit: 20 });
  expect(rows.map(({ ccn }) => ccn)).toEqual(['165188']);
});

it('every command answers beside the running server', async () => {
  for (const args of [
    ['notices'],
    ['deliveries'],
    ['audit', 'verify'],
    ['route', '--role', 'pbj-viewer', '--organization', 'ccn:165326', '--person', 'joan.lee@valley-care.example'],
  ]) {
    const { code, out, err } = await cli(...args);
    expect({ code, err }, args.join(' ')).toEqual({ code: 0, err: '' });
    expect(out).not.toBe('');
  }
});
