import { isObject, objectsIn } from '../../slack/json.ts';
import { partsOfCard } from '../cards/tree.ts';
import type { FoundCard, FoundChoice } from '../contract.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import { cardsOf } from '../world/shown.ts';
import type { World } from '../world/world.ts';
import { findMessage } from './button.ts';
import { mustHaveApp } from './can.ts';
import { inputOf } from './fill.ts';
import { readAnswer, sendInvoke } from './invoke.ts';

/** Types into a menu that searches. What is found can be chosen from then on. */
export async function search(
  world: World,
  client: Client,
  inputId: string,
  query: string,
  messageId?: string,
): Promise<FoundChoice[]> {
  mustHaveApp(client);
  const dialog = messageId === undefined ? client.dialog : null;
  const message = dialog ? dialog.message : findMessage(world, client, messageId);
  const cards = dialog ? [dialog.card ?? {}] : cardsOf(message, client.person.id);
  const input = inputOf(
    cards.flatMap((card) => partsOfCard(card).inputs),
    inputId,
  );
  const source = input['choices.data'];
  if (!isObject(source)) throw new Error(`${inputId} has no choices.data: it cannot be searched`);
  const answered = await sendInvoke(world, client, message, 'application/search', {
    queryText: query,
    queryOptions: { skip: 0, top: 15 },
    dataset: source.dataset ?? '',
  });
  const answer = readAnswer(world, 'application/search', answered, 'search');
  const results = isObject(answer?.value) ? objectsIn(answer.value.results) : [];
  const found = results.map(({ title, value }) => ({ title: String(title), value: String(value) }));
  client.found.set(inputId, [...(client.found.get(inputId) ?? []), ...found]);
  changed(client);
  return found;
}

/** Searches from the message box. */
export async function query(
  world: World,
  client: Client,
  commandId: string,
  text: string,
  parameter: string,
): Promise<FoundCard[]> {
  mustHaveApp(client);
  const answered = await sendInvoke(world, client, null, 'composeExtension/query', {
    commandId,
    parameters: [{ name: parameter, value: text }],
    queryOptions: { skip: 0, count: 25 },
  });
  const answer = readAnswer(world, 'composeExtension/query', answered, 'query');
  const extension = isObject(answer?.composeExtension) ? answer.composeExtension : {};
  return objectsIn(extension.attachments).map(({ contentType, content, preview }) => ({
    contentType: String(contentType),
    content: isObject(content) ? content : {},
    preview: isObject(preview) ? preview : null,
  }));
}
