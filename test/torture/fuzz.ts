import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import * as slack from '../slack/harness.ts';
import type { TeamsStage } from '../teams/harness.ts';
import * as teams from '../teams/play.ts';
import { alter, type Choose, type Json } from './alter.ts';

/** Payloads of both platforms, altered at random and rightly signed: whatever comes in, the bot answers and stays well. */

export interface FuzzToll {
  sent: number;
  /** How many were answered with each status. */
  statuses: Record<string, number>;
  /** Payloads that were answered with 5xx, or not at all, the first of them. */
  faults: { status: number; body: string }[];
  /** Lines of the log at the level of an error, the first of them. */
  errors: string[];
  unhandled: string[];
  /** Memory in MB after each tenth of the payloads. */
  memoryMb: number[];
}

interface Sample {
  platform: 'slack' | 'teams';
  kind: 'json' | 'form' | 'payload';
  body: string;
  contentType: string;
}

/** Sends so many altered payloads, a few at once. @param choose a number below n */
export async function fuzz(times: number, choose: Choose, note: (line: string) => void = () => {}): Promise<FuzzToll> {
  const unhandled: string[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(String(reason));
  process.on('unhandledRejection', onUnhandled);
  process.on('uncaughtException', onUnhandled);
  const workspace = await startWorkspace({ people, scopes: manifestScopes() });
  const on = await teams.playStage(['T0TESSA', 'U0PAT', 'U0JOAN'], { slack: workspace });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
  try {
    await playAll(on, workspace);
    const samples = samplesOf(on, workspace);
    on.log.splice(0);
    const toll: FuzzToll = { sent: 0, statuses: {}, faults: [], errors: [], unhandled, memoryMb: [] };
    const send = async () => {
      const sample = samples[choose(samples.length)] as Sample;
      const { body, contentType } = altered(sample, choose);
      const { status } =
        sample.platform === 'slack' ? await workspace.deliver(body, { contentType }) : await on.connector.deliver(body);
      toll.sent += 1;
      toll.statuses[status] = (toll.statuses[status] ?? 0) + 1;
      if ((status >= 500 || status === 0) && toll.faults.length < 20)
        toll.faults.push({ status, body: body.slice(0, 6_000) });
    };
    const tenth = Math.max(Math.floor(times / 10), 1);
    while (toll.sent < times) {
      const next = Math.min(tenth, times - toll.sent);
      let left = next;
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          while (left > 0) {
            left -= 1;
            await send();
          }
        }),
      );
      await on.delivered();
      globalThis.gc?.();
      toll.memoryMb.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
      toll.errors.push(...errorsIn(on.log.splice(0)).slice(0, 20 - toll.errors.length));
      // What the strict platforms keep for tests would be the memory that grows.
      workspace.calls().length = 0;
      workspace.deliveries().length = 0;
      on.connector.calls().length = 0;
      on.connector.deliveries().length = 0;
      note(`${toll.sent} sent, ${toll.memoryMb.at(-1)} MB, ${toll.faults.length} faults, ${toll.errors.length} errors`);
    }
    return toll;
  } finally {
    process.off('unhandledRejection', onUnhandled);
    process.off('uncaughtException', onUnhandled);
    await on.stop();
    await workspace.stop();
  }
}

/** Some of everything that people do, so that there is something to alter. */
async function playAll(on: TeamsStage, workspace: Awaited<ReturnType<typeof startWorkspace>>): Promise<void> {
  const ana = workspace.as('U0ANA');
  await slack.fillForm(ana, 'assessment-submitter', '165326 165178');
  await slack.submitReview(ana);
  await on.delivered();
  await ana.close();
  await ana.openHome();
  await ana.say('the only PSO left, what now?');
  await ana.command('status');
  await slack.press(workspace.as('U0RAJ'), 'details');
  await workspace.as('U0RAJ').close();
  await slack.press(workspace.as('U0MARIA'), 'reject');
  await workspace.as('U0MARIA').fill('reason', 'not-needed');
  await workspace.as('U0MARIA').submit();
  await slack.press(workspace.as('U0RAJ'), 'approve');
  const tessa = on.as('T0TESSA');
  await teams.ask(on, 'T0TESSA', '165326');
  await tessa.say('which role for PBJ?');
  await tessa.query('searchAnswers', 'PSO');
  await teams.openRequest(tessa);
  tessa.fill('category', 'provider');
  await teams.send(tessa);
  await teams.pressIn(tessa, 'back');
  tessa.close();
  await on.delivered();
}

function samplesOf(on: TeamsStage, workspace: Awaited<ReturnType<typeof startWorkspace>>): Sample[] {
  return [
    ...workspace.deliveries().map(({ body, contentType }): Sample => {
      const kind = contentType.includes('json') ? 'json' : body.startsWith('payload=') ? 'payload' : 'form';
      return { platform: 'slack', kind, body, contentType };
    }),
    ...on.connector.deliveries().map(
      ({ activity }): Sample => ({
        platform: 'teams',
        kind: 'json',
        body: JSON.stringify(activity),
        contentType: 'application/json',
      }),
    ),
  ];
}

function altered({ kind, body, contentType }: Sample, choose: Choose): { body: string; contentType: string } {
  // Now and then not even the outer shape is right.
  if (choose(40) === 0) return { body: body.slice(0, choose(body.length + 1)), contentType };
  switch (kind) {
    case 'json':
      return { body: JSON.stringify(alter(JSON.parse(body) as Json, choose)), contentType };
    case 'payload': {
      const payload = new URLSearchParams(body).get('payload') ?? '{}';
      const other = JSON.stringify(alter(JSON.parse(payload) as Json, choose));
      return { body: new URLSearchParams({ payload: other }).toString(), contentType };
    }
    case 'form': {
      const fields = alter(Object.fromEntries(new URLSearchParams(body)) as Json, choose);
      const pairs = Object.entries(typeof fields === 'object' && fields !== null ? fields : {});
      return {
        body: new URLSearchParams(
          pairs.map(
            ([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string],
          ),
        ).toString(),
        contentType,
      };
    }
  }
}

const errorsIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
