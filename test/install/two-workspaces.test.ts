import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '#channels/slack/seal.ts';
import { doctor } from '#cli/commands/doctor.ts';
import { officialsUnreachable } from '#cli/commands/officials-unreachable.ts';
import { workspaces } from '#cli/commands/workspaces.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { ask, press, saying } from '../slack/harness.ts';
import { type InstallStage, importOfficials, install, installStage, key } from './harness.ts';

/** People of two workspaces and one bot. One story: each part begins where the one before it ended. */
let on: InstallStage;
beforeAll(async () => {
  on = await installStage({ OPERATOR_CHANNEL: 'T0REHEARSAL/C0HELP' });
  await importOfficials(on, [
    ['joan.lee@valley-care.example', 'Joan Lee', 'ccn:165326'],
    ['joan.lee@valley-care.example', 'Joan Lee', 'ccn:165199'],
    ['joan.lee@valley-care.example', 'Joan Lee', 'ccn:165299'],
    ['maria.gomez@hillside.example', 'Maria Gomez', 'ccn:165178'],
    ['maria.gomez@hillside.example', 'Maria Gomez', 'ccn:165399'],
  ]);
  await install(on, on.valley);
  await install(on, on.hillside);
});
afterAll(async () => {
  const refusals = [...on.valley.refusals(), ...on.hillside.refusals()];
  expect(refusals.filter(({ error }) => error !== 'users_not_found' && error !== 'ratelimited')).toEqual([]);
  await on.stop();
});

const read = (workspace: Workspace, id: string, part: string) => saying(workspace.as(id).screen(), part).length;
async function asks(workspace: Workspace, id: string, ccn: string, role = 'assessment-submitter'): Promise<void> {
  const stage = { as: (who: string) => workspace.as(who), delivered: on.delivered } as never;
  await (await ask(stage, id, role, ccn)).close(true);
}
const presses = async (workspace: Workspace, id: string, action: string) => {
  await press(workspace.as(id), action);
  await on.delivered();
};
const postedTo = (workspace: Workspace, channel: string) =>
  workspace.calls().filter(({ method, args }) => method === 'chat.postMessage' && args.channel === channel).length;
const ready = async () => (await fetch(`${on.bot.url}/readyz`)).text();
const kept = () => on.bot.database.db.selectFrom('slack_workspace').selectAll().orderBy('team_id').execute();
const event = (workspace: Workspace, changes: object) =>
  workspace.deliver(
    JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev0THEEND',
      event_time: Math.floor(on.now() / 1_000),
      team_id: workspace.teamId,
      api_app_id: workspace.appId,
      event: { type: 'app_uninstalled' },
      ...changes,
    }),
  );
async function printed(work: (print: (line: string) => void) => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  await work((line) => void lines.push(line));
  return lines.join('\n');
}
const record = () => ({ deps: on.bot.deps, database: on.bot.database }) as never;

describe('two workspaces side by side', () => {
  it('somebody of one asks an official of the other, as the list says, and hears of the decision', async () => {
    await asks(on.valley, 'U0ANA', '165178');
    expect(read(on.hillside, 'U0MARIA', 'Ana')).toBe(1);
    await presses(on.hillside, 'U0MARIA', 'approve');
    expect(read(on.valley, 'U0ANA', 'Maria Gomez approved Assessment Submitter')).toBe(1);
    await asks(on.hillside, 'U0LENA', '165326');
    await presses(on.valley, 'U0JOAN', 'approve');
    expect(read(on.hillside, 'U0LENA', 'Joan Lee approved Assessment Submitter')).toBe(1);
    expect([postedTo(on.valley, 'U0MARIA'), postedTo(on.hillside, 'U0ANA'), postedTo(on.hillside, 'U0JOAN')]).toEqual([
      0, 0, 0,
    ]);
    const seen = await on.bot.database.db.selectFrom('account').select(['user_id', 'scope']).execute();
    expect(seen.toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))).toEqual([
      { user_id: 'U0ANA', scope: on.valley.teamId },
      { user_id: 'U0JOAN', scope: on.valley.teamId },
      { user_id: 'U0LENA', scope: on.hillside.teamId },
      { user_id: 'U0MARIA', scope: on.hillside.teamId },
    ]);
  });

  it('a question is answered where it was asked, once, also when Slack sends it again', async () => {
    await on.valley.as('U0ANA').mention('C0HELP', 'What is a CCN?');
    expect((await on.valley.redeliverLast('U0ANA')).status).toBe(200);
    await on.hillside.as('U0LENA').say('What is a CCN?');
    await on.hillside.redeliverLast('U0LENA');
    await on.delivered();
    const [help] = on.valley.as('U0ANA').screen().channels;
    expect(help?.messages.filter(({ from, threadTs }) => from === 'bot' && threadTs !== null)).toHaveLength(1);
    expect(read(on.hillside, 'U0LENA', 'CMS Certification Number')).toBe(1);
  });

  it('somebody of the one who is met in a channel of the other is the person she is at home, and no second one', async () => {
    const lena = on.hillside.as('U0LENA').person;
    await on.valley.setPerson({ ...lena, stranger: true, teamId: on.hillside.teamId });
    await on.valley.as('U0LENA').command('help', 'C0HELP');
    const { db } = on.bot.database;
    expect(await db.selectFrom('account').select('scope').where('user_id', '=', 'U0LENA').execute()).toEqual([
      { scope: on.hillside.teamId },
    ]);
  });

  it('a workspace that asks to be left alone is; a person of the other hears of the same request at once', async () => {
    await asks(on.hillside, 'U0LENA', '165199');
    on.hillside.breakNext({ method: 'chat.postMessage', times: 1, fault: { kind: 'rate-limited', retryAfterS: 300 } });
    await presses(on.valley, 'U0JOAN', 'approve');
    expect(read(on.valley, 'U0JOAN', 'You approved Lena')).toBe(2);
    await asks(on.valley, 'U0ANA', '165326');
    await presses(on.valley, 'U0JOAN', 'approve');
    expect(read(on.valley, 'U0ANA', 'Joan Lee approved Assessment Submitter')).toBe(1);
    expect(read(on.hillside, 'U0LENA', 'Joan Lee approved Assessment Submitter')).toBe(1);
    on.forward(310_000);
    await on.delivered();
    expect(read(on.hillside, 'U0LENA', 'Joan Lee approved Assessment Submitter')).toBe(2);
  });

  it('readiness, the doctor and a command name each of them, and show no token', async () => {
    expect(await ready()).toMatch(/^ready/);
    on.slack.revoked.add(on.hillside.botToken);
    const shown = await printed((print) => doctor(on.variables, { quick: true }, print));
    expect(shown).toContain('Slack: Rehearsal (T0REHEARSAL): It has every scope of the manifest.');
    expect(shown).toContain('Slack: Hillside (T0HILLSIDE): The app is not installed in this workspace any more.');
    on.slack.revoked.clear();
    const listed = await printed((print) => workspaces(record(), {}, print));
    expect(listed).toMatch(/^T0HILLSIDE Hillside, https:.*\nT0REHEARSAL Rehearsal, https:/);
    const file = readFileSync(join(on.dataDir, 'live/record.sqlite'), 'latin1');
    const log = readFileSync(join(on.dataDir, 'live/record.sqlite-wal'), 'latin1');
    for (const text of [shown, listed, file, log, on.log.join('\n')])
      for (const secret of [on.valley.botToken, on.hillside.botToken, on.variables.SLACK_CLIENT_SECRET ?? ''])
        expect(text.includes(secret)).toBe(false);
  });

  it('after a restart all goes on; another key takes over while the old one is still read, and then alone', async () => {
    const before = await kept();
    await on.restart({ SLACK_TOKEN_KEY: key(2), SLACK_TOKEN_KEY_OLD: key(1) });
    const after = await kept();
    for (const [index, { sealed }] of after.entries()) expect(sealed).not.toBe(before[index]?.sealed);
    await on.restart({ SLACK_TOKEN_KEY_OLD: '' });
    await on.hillside.as('U0LENA').say('What is a CCN?');
    await on.delivered();
    expect(read(on.hillside, 'U0LENA', 'CMS Certification Number')).toBe(2);
    expect(await ready()).toMatch(/^ready/);
  });

  it('with a wrong key, or with the token of another workspace in its place, it does not start, and says what to do', async () => {
    await on.bot.stop();
    const starting = on.restart({ SLACK_TOKEN_KEY: key(3) });
    await expect(starting).rejects.toThrow(
      /does not open the token of Hillside.*SLACK_TOKEN_KEY_OLD.*--forget T0HILLSIDE/,
    );
    await on.restart({ SLACK_TOKEN_KEY: key(2) });
    const [hillside, valley] = await kept();
    const put = (team_id: string, sealed = '') =>
      on.bot.database.db.updateTable('slack_workspace').set({ sealed }).where('team_id', '=', team_id).execute();
    await put(valley?.team_id ?? '', hillside?.sealed);
    await expect(on.restart()).rejects.toThrow('does not open the token of Rehearsal');
    await on.restart({ SLACK_ALLOWED_TEAMS: 'T0HILLSIDE' });
    await put(valley?.team_id ?? '', valley?.sealed);
  });

  it('a workspace that is off the list is not served, though its token is kept', async () => {
    const before = on.valley.calls().length;
    expect((await on.valley.as('U0ANA').say('What is a CCN?')).status).toBe(200);
    await asks(on.hillside, 'U0LENA', '165299');
    expect(on.valley.calls().length).toBe(before);
    expect(await kept()).toHaveLength(2);
    // Nor is its token left behind when the key changes: it would stop the start at which it is on the list again.
    await on.restart({ SLACK_TOKEN_KEY: key(4), SLACK_TOKEN_KEY_OLD: key(2) });
    await on.restart({ SLACK_TOKEN_KEY_OLD: '' });
    await on.restart({ SLACK_ALLOWED_TEAMS: '*' });
    const looked = await printed((print) =>
      doctor({ ...on.variables, SLACK_ALLOWED_TEAMS: '*' }, { quick: true }, print),
    );
    expect(looked).toContain('look    Slack: SLACK_ALLOWED_TEAMS is *: whoever administers any workspace');
    await on.delivered();
    expect(read(on.valley, 'U0JOAN', 'CRESTVIEW ACRES')).toBe(1);
  });

  it('a late word that it was uninstalled ends nothing while its token works', async () => {
    expect((await event(on.hillside, {})).status).toBe(200);
    const tokens = { oauth: ['U0SOMEBODY'], bot: [] };
    await event(on.hillside, { event_id: 'Ev0USERTOKEN', event: { type: 'tokens_revoked', tokens } });
    expect(await kept()).toHaveLength(2);
  });

  it('uninstalled, its token is forgotten, the operator is told, and what waits for its officials finds its way', async () => {
    await asks(on.valley, 'U0ANA', '165399');
    on.slack.revoked.add(on.hillside.botToken);
    await event(on.hillside, { event_id: 'Ev0REALEND' });
    await on.delivered();
    expect((await kept()).map(({ team_id }) => team_id)).toEqual([on.valley.teamId]);
    expect(await printed((print) => officialsUnreachable(record(), print))).toContain(
      'the bot is not installed in the Slack workspace',
    );
    const [help] = on.valley.as('U0ANA').screen().channels;
    expect(JSON.stringify(help?.messages)).toContain('taken out of a Slack workspace');
    const outside = 'Maria Gomez decides about REGENCY CARE CENTER and is not in this chat';
    expect(read(on.valley, 'U0ANA', outside)).toBe(1);
    await presses(on.valley, 'U0JOAN', 'approve');
    expect(read(on.hillside, 'U0LENA', 'Joan Lee approved Assessment Submitter for CRESTVIEW')).toBe(0);
    const events = await on.bot.database.db
      .selectFrom('event')
      .select('kind')
      .where('kind', '=', 'workspace-removed')
      .execute();
    expect(events).toHaveLength(1);
    expect(await ready()).toMatch(/^ready/);
  });

  it('installed again, its people hear of what was decided meanwhile, and its officials decide again', async () => {
    await install(on, on.hillside);
    expect(read(on.hillside, 'U0LENA', 'Joan Lee approved Assessment Submitter for CRESTVIEW')).toBe(1);
    await presses(on.hillside, 'U0MARIA', 'approve');
    expect(read(on.valley, 'U0ANA', 'Maria Gomez approved Assessment Submitter for REGENCY')).toBe(1);
  });

  it('installed once more with another token, what the old one can’t send any more goes out with the new one', async () => {
    const { botToken } = on.hillside;
    on.slack.renamed.set('xoxb-renewed', botToken);
    // Another bot on the same record took the installation in; this one knows the old token.
    const [row] = await kept();
    const sealed = seal('xoxb-renewed', on.hillside.teamId, Buffer.from(key(4), 'base64'));
    await on.bot.database.db
      .updateTable('slack_workspace')
      .set({ sealed, installed_at: (row?.installed_at ?? 0) + 1 })
      .where('team_id', '=', on.hillside.teamId)
      .execute();
    on.slack.revoked.add(botToken);
    await asks(on.valley, 'U0ANA', '165178', 'pbj-viewer');
    on.forward(10_000);
    await on.delivered();
    expect(read(on.hillside, 'U0MARIA', 'PBJ')).toBeGreaterThan(0);
    expect(await kept()).toHaveLength(2);
  });
});
