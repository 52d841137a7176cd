/**
 * Every limit as two cases over real HTTP: the payload at the limit is accepted, the one over it is refused by exactly
 * that row. Plain functions, so that the test and scripts/limits-matter.ts run the very same code.
 */
import { strictEqual as same } from 'node:assert';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Json, JsonObject, Refusal } from '#rehearsal/slack/contract.ts';
import { LIMITS, USES } from '#rehearsal/slack/limits/check.ts';
import { errorOf, type LimitRow, type Use, type UseRow, type Way } from '#rehearsal/slack/limits/row.ts';
import { element, modal, plain } from '#rehearsal/slack/limits/samples.ts';
import { type Stage, setStage } from './core-bot.ts';

export interface LimitCase {
  row: string;
  name: string;
  run(stage: LimitStage): Promise<void>;
}

export type LimitStage = Stage & { quietWeb: WebClient };

/** Slack waits this long in these tests; the bot's delays are scaled alike. */
const ACK_MS = 600;
const SCALE = 3000 / ACK_MS;

/** The client writes refusals to the log; here they are what is wanted. */
const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export async function setLimitStage(disabledLimits: string[]): Promise<LimitStage> {
  const stage = await setStage({ disabledLimits, ackMs: ACK_MS });
  const { botToken, apiUrl } = stage.workspace;
  const options = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, logger: SILENT };
  return Object.assign(stage, { quietWeb: new WebClient(botToken, options) });
}

export const LIMIT_CASES: readonly LimitCase[] = [...LIMITS.flatMap(payloadCases), ...USES.flatMap(useCases)];

/** The case that a row that is switched off lets through what it refused: no other row refuses it. */
export const ALONE_CASES: readonly LimitCase[] = [
  ...LIMITS.map((row) => alone(row, (stage) => send(stage, row.by, row.refused()))),
  ...USES.map((row) => alone(row, (stage) => use(stage, row, refusedUse(row)))),
];

function payloadCases(row: LimitRow): LimitCase[] {
  return pair(
    row,
    (stage) => send(stage, row.acceptedBy ?? row.by, row.accepted()),
    (stage) => send(stage, row.by, row.refused()),
    errorOf(row, row.by),
  );
}

function useCases(row: UseRow): LimitCase[] {
  return pair(
    row,
    (stage) => use(stage, row, acceptedUse(row)),
    (stage) => use(stage, row, refusedUse(row)),
    row.error,
  );
}

// The one limit that real time measures: its payloads stand well apart from it, so that a slow machine changes nothing.
const acceptedUse = (row: UseRow): Use => (row.of === 'ack' ? { times: 1, afterMs: 0 } : row.accepted());
const refusedUse = (row: UseRow): Use => (row.of === 'ack' ? { times: 1, afterMs: 6_000 } : row.refused());

type Attempt = (stage: LimitStage) => Promise<string | null>;

function pair({ id }: { id: string }, accepted: Attempt, refused: Attempt, error: string): LimitCase[] {
  return [
    { row: id, name: `${id}: at the limit is accepted`, run: async (stage) => same(await accepted(stage), null) },
    {
      row: id,
      name: `${id}: over the limit is ${error}`,
      async run(stage) {
        same(await refused(stage), error);
        same(lastRefusal(stage)?.limit, id);
        same(lastRefusal(stage)?.error, error);
      },
    },
  ];
}

function alone({ id }: { id: string }, attempt: Attempt): LimitCase {
  return { row: id, name: `${id}: refused by no other row`, run: async (stage) => same(await attempt(stage), null) };
}

function lastRefusal({ workspace }: Stage): Refusal | undefined {
  return workspace.refusals().at(-1);
}

/** Sends a payload its way. Returns Slack's error id, or null. */
async function send(stage: LimitStage, by: Way, payload: JsonObject): Promise<string | null> {
  switch (by) {
    case 'modal':
      return call(stage, 'views.open', { trigger_id: await trigger(stage), view: payload });
    case 'home':
      return call(stage, 'views.publish', { user_id: 'U0ANA', view: payload });
    case 'message':
      return call(stage, 'chat.postMessage', { channel: 'U0ANA', ...payload });
    case 'update': {
      const { channel = '', ts = '' } = await stage.quietWeb.chat.postMessage({ channel: 'U0ANA', text: 'Words' });
      return call(stage, 'chat.update', { channel, ts, ...payload });
    }
    case 'options':
      return search(stage, payload);
  }
}

async function call(stage: LimitStage, method: string, args: Record<string, unknown>): Promise<string | null> {
  return stage.quietWeb.apiCall(method, args).then(
    () => null,
    (fault) => String(fault.data?.error ?? fault),
  );
}

async function search(stage: LimitStage, answer: JsonObject): Promise<string | null> {
  const menu = element('external_select', { action_id: 'find', min_query_length: 1 });
  const view = modal([{ type: 'input', block_id: 'find', label: plain('Find'), element: menu }]);
  same(await call(stage, 'views.open', { trigger_id: await trigger(stage), view }), null);
  const before = stage.workspace.refusals().length;
  stage.answer = async () => answer;
  await stage.workspace.as('U0ANA').search('find', 'x');
  return stage.workspace.refusals()[before]?.error ?? null;
}

async function trigger(stage: LimitStage): Promise<string> {
  stage.answer = async () => '';
  await stage.workspace.as('U0ANA').command('');
  return String(stage.last().trigger_id);
}

/** Uses a thing so often, so late. Returns the error of the last use, or null. */
async function use(stage: LimitStage, { of }: UseRow, { times, afterMs }: Use): Promise<string | null> {
  switch (of) {
    case 'trigger': {
      const trigger_id = await trigger(stage);
      return again(times, afterMs, stage, () => call(stage, 'views.open', { trigger_id, view: modal([]) }));
    }
    case 'response-url': {
      await trigger(stage);
      const url = String(stage.last().response_url);
      return again(times, afterMs, stage, () => respond(url));
    }
    case 'stack': {
      same(await call(stage, 'views.open', { trigger_id: await trigger(stage), view: modal([]) }), null);
      return again(times - 1, 0, stage, async () =>
        call(stage, 'views.push', { trigger_id: await trigger(stage), view: modal([]) }),
      );
    }
    case 'ack': {
      stage.answer = () => new Promise<Json>((resolve) => setTimeout(() => resolve(''), afterMs / SCALE));
      const { status } = await stage.workspace.as('U0ANA').command('');
      return status === 200 ? null : (lastRefusal(stage)?.error ?? 'no answer');
    }
  }
}

async function again(times: number, afterMs: number, { clock }: Stage, once: () => Promise<string | null>) {
  clock.now += afterMs;
  let error: string | null = null;
  for (let time = 0; time < times; time += 1) error = await once();
  return error;
}

async function respond(url: string): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Words' }) });
  return answer.ok ? null : ((await answer.json()) as { error: string }).error;
}
