import { request } from 'node:http';
import { parseJson, textOf } from '../../slack/json.ts';
import type { Answered, Delivery, JsonObject, TokenFault } from '../contract.ts';
import { authorizationOf } from '../keys/to-bot.ts';
import { record, type World } from '../world/world.ts';

/** Posts an activity to the bot with a token, and waits for its answer. Status 0: there was none in time. */
export async function postActivity(
  world: World,
  personId: string | null,
  activity: JsonObject,
  token?: TokenFault,
): Promise<Answered> {
  const invoke = activity.type === 'invoke' ? textOf(activity.name) : null;
  const delivery: Delivery = { personId, activity, invoke, at: world.now(), status: null, ms: null };
  record(world.deliveries, delivery);
  const serviceUrl = textOf(activity.serviceUrl) ?? `${world.url}/teams/`;
  const answered = await postBody(world, JSON.stringify(activity), serviceUrl, token);
  Object.assign(delivery, { status: answered.status, ms: answered.ms });
  const late = invoke === null || world.stopping.signal.aborted ? null : world.check.answerTime(answered.ms);
  if (late) record(world.refusals, { by: invoke ?? '', ...late });
  return answered;
}

/** Posts any body. @param serviceUrl for the claim of its token */
export function postBody(world: World, body: string, serviceUrl: string, token?: TokenFault): Promise<Answered> {
  if (world.requestUrl === '') throw new Error('connector.requestUrl is not set: the connector does not know the bot');
  return tracked(
    world,
    authorizationOf(world, serviceUrl, token).then((authorization) => exchange(world, body, authorization)),
  );
}

async function tracked<T>(world: World, work: Promise<T>): Promise<T> {
  const quiet = work.catch(() => undefined);
  world.underWay.add(quiet);
  try {
    return await work;
  } finally {
    world.underWay.delete(quiet);
  }
}

function exchange(world: World, body: string, authorization: string | null): Promise<Answered> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const signal = AbortSignal.any([AbortSignal.timeout(world.patienceMs), world.stopping.signal]);
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
    ...(authorization === null ? {} : { authorization }),
  };
  return new Promise((resolve) => {
    const unanswered = () => resolve({ status: 0, body: null, ms: elapsed() });
    const call = request(world.requestUrl, { method: 'POST', headers, signal, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', unanswered);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const parsed = text === '' ? '' : (parseJson(text) ?? text);
        resolve({ status: response.statusCode ?? 0, body: parsed, ms: elapsed() });
      });
    });
    call.on('error', unanswered);
    call.end(body);
  });
}
