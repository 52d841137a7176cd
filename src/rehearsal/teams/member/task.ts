import { isObject, textOf } from '../../slack/json.ts';
import { partsOfCard } from '../cards/tree.ts';
import type { Answered, JsonObject } from '../contract.ts';
import { changed } from '../world/clients.ts';
import type { Client, DialogRecord, MessageRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { setNotice } from './can.ts';
import { FAILED } from './execute.ts';
import { readAnswer, sendInvoke } from './invoke.ts';
import { firstValues } from './values.ts';

const CONTEXT = { theme: 'default' };

/** Opens a dialog (task/fetch). The data goes as it stands in the button, msteams included. */
export async function openDialog(
  world: World,
  client: Client,
  message: MessageRecord,
  data: JsonObject,
): Promise<Answered> {
  const answered = await sendInvoke(world, client, message, 'task/fetch', { data, context: CONTEXT });
  const answer = readAnswer(world, 'task/fetch', answered, 'dialog');
  if (answer) show(client, message, answer, 1);
  else setNotice(client, FAILED);
  changed(client);
  return answered;
}

/** Sends the dialog (task/submit): the answer shows another card, says something, or closes it. */
export async function submitDialog(
  world: World,
  client: Client,
  dialog: DialogRecord,
  data: JsonObject,
): Promise<Answered> {
  if (dialog.state === 'sending') return { status: 0, body: 'sending', ms: 0 };
  dialog.state = 'sending';
  changed(client);
  const answered = await sendInvoke(world, client, dialog.message, 'task/submit', { data, context: CONTEXT });
  dialog.state = 'ready';
  const closes = answered.status === 200 && isEmpty(answered.body);
  const answer = closes ? null : readAnswer(world, 'task/submit', answered, 'dialog');
  // She may have closed it, or opened another, while the bot was thinking.
  if (client.dialog !== dialog) return answered;
  if (closes) client.dialog = null;
  else if (answer) show(client, dialog.message, answer, dialog.version + 1);
  else dialog.state = 'failed';
  changed(client);
  return answered;
}

function isEmpty(body: Answered['body']): boolean {
  return body === '' || body === null || (isObject(body) && Object.keys(body).length === 0);
}

function show(client: Client, message: MessageRecord, answer: JsonObject, version: number): void {
  const task = isObject(answer.task) ? answer.task : {};
  const info = isObject(task.value) ? task.value : {};
  const content = isObject(info.card) ? info.card.content : null;
  const card = isObject(content) ? content : null;
  // Choices that were searched for are gone with the card they were searched in.
  client.found.clear();
  client.dialog = {
    title: textOf(info.title) ?? '',
    card,
    text: textOf(task.value) ?? textOf(info.url),
    height: info.height ?? null,
    width: info.width ?? null,
    values: card ? firstValues(partsOfCard(card).inputs) : {},
    errors: {},
    version,
    state: 'ready',
    message,
  };
}
