import { isObject, textOf } from '../../slack/json.ts';
import type { Answered, JsonObject } from '../contract.ts';
import { CARD_TYPE, MESSAGE_ANSWER } from '../limits/samples.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { FoundButton } from './button.ts';
import { setNotice } from './can.ts';
import { readAnswer, sendInvoke } from './invoke.ts';

/** What Teams says under a card when a press came to nothing. */
export const FAILED = 'Something went wrong. Please try again.';

const NAME = 'adaptiveCard/action';

/** Presses an Action.Execute: a card in the answer takes the place of the pressed one, for this person. */
export async function execute(
  world: World,
  client: Client,
  { action, message }: FoundButton,
  data: JsonObject,
): Promise<Answered> {
  const id = textOf(action.id);
  const pressed = { type: 'Action.Execute', ...(id === null ? {} : { id }), verb: action.verb ?? '', data };
  const answered = await sendInvoke(world, client, message, NAME, { action: pressed, trigger: 'manual' });
  const answer = readAnswer(world, NAME, answered, 'execute');
  if (answer?.type === CARD_TYPE && isObject(answer.value)) {
    message.instead.set(client.person.id, answer.value);
    changed(client);
  } else if (answer?.type === MESSAGE_ANSWER) setNotice(client, textOf(answer.value));
  else setNotice(client, FAILED);
  return answered;
}
