/** A tiny bot that answers with every element the page can show. It stands in for any bot; it knows nothing of iQIES. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json, JsonObject, Workspace } from '#rehearsal/slack/contract.ts';
import { CLOSER_VIEW, FACILITIES, formView, HOME_BLOCKS, MESSAGE_BLOCKS } from './gallery.ts';

// biome-ignore lint/suspicious/noExplicitAny: payloads of a contract that the workspace's own tests hold
type Payload = Record<string, any>;

export interface BotDouble {
  url: string;
  /** Interactive payloads it got, oldest first. */
  heard: Payload[];
  /** Until cleared, submits are left without an answer. */
  silent: boolean;
  call(method: string, args: JsonObject): Promise<JsonObject>;
  stop(): Promise<void>;
}

export async function startBotDouble(workspace: Workspace): Promise<BotDouble> {
  const call = async (method: string, args: JsonObject) => {
    const response = await fetch(`${workspace.apiUrl}${method}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${workspace.botToken}`, 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as JsonObject;
    if (answer.ok !== true) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer;
  };

  const server = createServer(async (request, response) => {
    const payload = await read(request);
    if (payload.type === 'view_submission' && bot.silent) return;
    try {
      const answer = await react(payload, call);
      bot.heard.push(payload);
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(answer === null ? '' : JSON.stringify(answer));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: BotDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    heard: [],
    silent: false,
    call,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  workspace.requestUrl = bot.url;
  return bot;
}

async function read(request: IncomingMessage): Promise<Payload> {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body);
  const form = Object.fromEntries(new URLSearchParams(body));
  return form.payload ? JSON.parse(form.payload) : { type: 'command', ...form };
}

async function react(payload: Payload, call: BotDouble['call']): Promise<Json> {
  switch (payload.type) {
    case 'command':
      await call('views.open', { trigger_id: payload.trigger_id, view: formView('Fill this in once.') });
      return null;
    case 'event_callback':
      await onEvent(payload.event, call);
      return null;
    case 'block_suggestion':
      return suggest(payload.value);
    case 'block_actions':
      await onAction(payload, call);
      return null;
    case 'view_submission':
      return onSubmit(payload, call);
    default:
      return null;
  }
}

async function onEvent(event: Payload, call: BotDouble['call']) {
  if (event.type === 'app_home_opened') {
    await call('views.publish', { user_id: event.user, view: { type: 'home', blocks: HOME_BLOCKS } });
  }
  if (event.type === 'message' && !event.bot_id) {
    await call('chat.postMessage', { channel: event.channel, text: 'A card', blocks: MESSAGE_BLOCKS });
  }
}

async function onAction({ actions, container, view, user, trigger_id }: Payload, call: BotDouble['call']) {
  const action = actions[0].action_id;
  if (action === 'approve') {
    const { channel_id: channel, message_ts: ts } = container;
    const done = { type: 'section', block_id: 'done', text: { type: 'mrkdwn', text: `*Approved* by <@${user.id}>` } };
    await call('chat.update', { channel, ts, text: 'Approved', blocks: [MESSAGE_BLOCKS[0] ?? {}, done] });
  }
  if (action === 'closer') await call('views.push', { trigger_id, view: CLOSER_VIEW });
  if (action === 'explain') {
    await call('views.update', {
      view_id: view.id,
      hash: view.hash,
      view: formView('A role says what you may do there.'),
    });
  }
}

async function onSubmit({ view, user }: Payload, call: BotDouble['call']): Promise<Json> {
  const { email, name, facility } = view.state.values;
  if (!email.email.value.endsWith('.gov')) {
    return { response_action: 'errors', errors: { email: 'Use your address that ends in .gov.' } };
  }
  const opened = await call('conversations.open', { users: user.id });
  const chosen = facility.facility.selected_options.map((option: Payload) => option.value).join(', ');
  const channel = (opened.channel as JsonObject).id ?? '';
  await call('chat.postMessage', { channel, text: `Sent for ${name.name.value}: ${chosen}` });
  return null;
}

function suggest(query: string): Json {
  const wanted = query.toLowerCase();
  return { options: FACILITIES.filter((option) => option.text.text.toLowerCase().includes(wanted)) };
}
