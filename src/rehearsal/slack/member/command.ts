import { setTimeout as wait } from 'node:timers/promises';
import type { Answered, JsonObject } from '../contract.ts';
import { isObject, objectsIn, textOf } from '../json.ts';
import { newResponseUrl, newTrigger } from '../outgoing/common.ts';
import { FORM, send, tracked } from '../outgoing/send.ts';
import { channelName, dmOf } from '../world/channels.ts';
import { handleOf } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import { applyResponse, contentIn } from '../world/responses.ts';
import { refuse, type World } from '../world/world.ts';
import { acknowledged, failureOf, setNotice } from './notice.ts';

/** Sends the slash command and shows what the bot answers in the same breath. */
export async function runCommand(
  world: World,
  client: Client,
  text: string,
  channelId: string | undefined,
): Promise<Answered> {
  const channel = channelId ?? dmOf(client.person.id);
  if (channelId === undefined) client.dmOpened = true;
  else if (!world.channels.get(channelId)?.members.includes(client.person.id)) {
    throw new Error(`${client.person.name} is not in the channel ${channelId}`);
  }
  setNotice(client, null);
  const responseUrl = newResponseUrl(world, client, channel, null);
  const trigger = newTrigger(world, client);
  const following = follow(world, trigger, responseUrl);
  const fields = {
    token: world.verificationToken,
    team_id: world.teamId,
    team_domain: world.teamDomain,
    channel_id: channel,
    channel_name: channelName(world, channel),
    user_id: client.person.id,
    user_name: handleOf(client.person),
    command: world.command,
    text,
    api_app_id: world.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger,
  };
  const body = new URLSearchParams(fields).toString();
  const answered = await tracked(
    world,
    send(world, { userId: client.person.id, kind: 'command', body, contentType: FORM }),
  );
  if (acknowledged(answered)) {
    if (answered.body === '') await tracked(world, following());
    else showAnswer(world, client, channel, answered);
  } else setNotice(client, `${world.command} failed with the error "${failureOf(answered)}"`);
  return answered;
}

/**
 * A command that was acknowledged without a word may open a form or say something now. As its person does, this waits for
 * that, as long as Slack would open one.
 */
function follow(world: World, triggerId: string, responseUrl: string): () => Promise<void> {
  const target = world.responseUrls.get(responseUrl.slice(responseUrl.lastIndexOf('/') + 1));
  const trigger = world.triggers.get(triggerId);
  const came = new Promise<void>((resolve) => {
    if (trigger) trigger.onUsed = resolve;
    if (target) target.onUsed = resolve;
  });
  return async () => {
    if (world.followMs === 0) return;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, world.stopping.signal]);
    await Promise.race([came, wait(world.followMs, undefined, { signal }).catch(() => undefined)]);
    over.abort();
  };
}

function showAnswer(world: World, client: Client, channel: string, answered: Answered): void {
  const body: JsonObject = isObject(answered.body) ? answered.body : { text: String(answered.body ?? '') };
  if (!textOf(body.text) && objectsIn(body.blocks).length === 0) return;
  const problem = world.check.message(contentIn(body));
  if (problem) {
    refuse(world, { method: 'command', ...problem });
    setNotice(client, `${world.command} failed with the error "${problem.error}"`);
    return;
  }
  const target = { userId: client.person.id, channel, at: world.now(), uses: 0, messageTs: null };
  applyResponse(world, target, body);
}
