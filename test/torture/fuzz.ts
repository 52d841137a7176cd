import type { Workspace } from '#rehearsal/slack/contract.ts';
import type { Connector } from '#rehearsal/teams/contract.ts';
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
  /** What the process of the bot held after each tenth of the payloads. */
  held: Held[];
}

interface Held {
  /** Memory of the process as the system counts it, and what the program holds after a collection. */
  residentMb: number;
  heapMb: number;
  handles: number;
}

/** A bot on both platforms, in this process or in one of its own. */
export interface Fuzzed extends Pick<TeamsStage, 'as' | 'delivered' | 'forward'> {
  workspace: Workspace;
  connector: Connector;
  how(): Promise<Held & Pick<FuzzToll, 'errors' | 'unhandled'>>;
}

interface Sample {
  platform: 'slack' | 'teams';
  kind: 'json' | 'form' | 'payload';
  body: string;
  contentType: string;
}

/** Nobody may press more often than 300 times a minute; whoever does is not listened to, and nothing would be tried. */
const listenedTo = 250;
const minute = 60_000;

/** Sends so many altered payloads, a few at once. @param choose a number below n */
export async function fuzz(
  bot: Fuzzed,
  times: number,
  choose: Choose,
  note: (line: string) => void = () => {},
): Promise<FuzzToll> {
  const { workspace, connector } = bot;
  await playAll(bot);
  const samples = samplesOf(bot);
  const toll: FuzzToll = { sent: 0, statuses: {}, faults: [], errors: [], unhandled: [], held: [] };
  const send = async () => {
    const sample = samples[choose(samples.length)] as Sample;
    const { body, contentType } = altered(sample, choose);
    const { status } =
      sample.platform === 'slack' ? await workspace.deliver(body, { contentType }) : await connector.deliver(body);
    toll.sent += 1;
    toll.statuses[status] = (toll.statuses[status] ?? 0) + 1;
    if ((status < 500 && status !== 0) || toll.faults.length >= 20) return;
    toll.faults.push({ status, body: body.slice(0, 6_000) });
    note(`${status} to ${body}`.slice(0, 6_000));
  };
  const tenth = Math.max(Math.floor(times / 10), 1);
  while (toll.sent < times) {
    let left = Math.min(listenedTo, times - toll.sent);
    const before = Math.floor(toll.sent / tenth);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (left > 0) {
          left -= 1;
          await send();
        }
      }),
    );
    await bot.delivered();
    bot.forward(minute);
    // What the strict platforms keep for tests would be the memory that grows.
    for (const kept of [workspace.calls(), workspace.deliveries(), connector.calls(), connector.deliveries()])
      kept.length = 0;
    if (Math.floor(toll.sent / tenth) === before) continue;
    const { errors, unhandled, ...held } = await bot.how();
    for (const line of [...errors.slice(toll.errors.length), ...unhandled.slice(toll.unhandled.length)]) note(line);
    Object.assign(toll, { errors, unhandled });
    toll.held.push(held);
    note(`${toll.sent} sent, ${JSON.stringify(held)}, ${toll.faults.length} faults, ${errors.length} errors`);
  }
  return toll;
}

/** Some of everything that people do, so that there is something to alter. */
async function playAll(on: Fuzzed): Promise<void> {
  const { workspace } = on;
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

function samplesOf({ workspace, connector }: Fuzzed): Sample[] {
  return [
    ...workspace.deliveries().map(({ body, contentType }): Sample => {
      const kind = contentType.includes('json') ? 'json' : body.startsWith('payload=') ? 'payload' : 'form';
      return { platform: 'slack', kind, body, contentType };
    }),
    ...connector.deliveries().map(
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
