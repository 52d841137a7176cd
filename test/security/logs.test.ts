import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { teamsPeople } from '#rehearsal/teams-people.ts';
import { manifestScopes } from '#src/manifest.ts';
import * as inSlack from '#test/slack/harness.ts';
import type { TeamsStage } from '#test/teams/harness.ts';
import * as inTeams from '#test/teams/play.ts';

/** A story on both platforms at the most talkative log level, with everything going wrong once, and the log read after it. */

let workspace: Workspace;
let on: TeamsStage;
const printed: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((part) => {
      printed.push(String(part));
      return true;
    });
  workspace = await startWorkspace({ people, scopes: manifestScopes() });
  on = await inTeams.playStage(['U0ANA', 'U0JOAN', 'U0RAJ'], { slack: workspace });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await on.stop();
  await workspace.stop();
});

const typed = {
  question: 'How do zebras with stethoscopes get a role',
  mention: 'Where do walruses upload assessments',
  reason: 'Lena juggles pineapples on Tuesdays',
  legalName: 'Wilhelmina Quagmire',
  secret: '219-09-9999',
  line: 'Which corridor do you marmalade in',
};

it('no log line at any level holds a name, an address, a text that somebody typed, or a secret of ours', async () => {
  const lena = workspace.as('U0LENA');
  await lena.say(typed.question);
  await lena.say(`my number is ${typed.secret}`);
  await on.delivered();
  await lena.command(`ask ${typed.mention}`);
  await inSlack.fillForm(lena, 'pbj-submitter', '165326');
  await inSlack.submitReview(lena);
  await on.delivered();
  const raj = workspace.as('U0RAJ');
  await inSlack.press(raj, 'talk-ask');
  await raj.fill('words', typed.line);
  await raj.submit();
  await on.delivered();
  await inSlack.press(raj, 'reject');
  await raj.fill('reason', 'other');
  await raj.fill('words', typed.reason);
  await raj.submit();
  await on.delivered();

  const ana = on.as('U0ANA');
  await ana.say(typed.mention);
  await inTeams.toReview(ana, '165326');
  await inTeams.sendReview(on, ana);
  const joan = workspace.as('U0JOAN');
  await inSlack.press(joan, 'approve');
  await on.delivered();

  // Everything fails once: the platforms, payloads, tokens, the record.
  for (const fault of [
    { kind: 'rate-limited', retryAfterS: 1 },
    { kind: 'server-error' },
    { kind: 'error', error: 'channel_not_found' },
  ] as const)
    workspace.breakNext({ method: 'chat.update', times: 1, fault });
  const letGo = await on.database.hold();
  await inSlack.press(raj, 'details').catch(() => undefined);
  await lena.say(typed.question);
  await ana.say(typed.question);
  await letGo();
  const post = (path: string, body: string) => fetch(`${on.bot.url}${path}`, { method: 'POST', body });
  await post('/slack/events', JSON.stringify({ text: typed.question, token: workspace.botToken }));
  await post('/api/messages', JSON.stringify({ text: typed.question, from: { name: 'Ana Ruiz' } }));
  await workspace.deliver(`payload=${encodeURIComponent(`{"type":"${typed.reason}"`)}`).catch(() => undefined);
  await inSlack.press(joan, 'done');
  await on.delivered();
  on.forward(10 * 60_000);
  await on.delivered();

  const said = [...on.log, ...printed].join('\n');
  expect(on.log.length).toBeGreaterThan(5);
  const { botToken, appToken, signingSecret } = workspace;
  const everybody = [...people, ...teamsPeople];
  const never = [
    ...Object.values(typed),
    ...everybody.map(({ name }) => name),
    ...everybody.flatMap(({ email }) => email ?? []),
    ...[botToken, appToken, signingSecret, on.connector.appPassword],
    'Bearer ',
    'BLOOMFIELD',
  ];
  expect(never.filter((word) => said.includes(word))).toEqual([]);
});
