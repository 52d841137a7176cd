import { isObject } from '../../slack/json.ts';
import type { Answered, ButtonPlace, JsonObject } from '../contract.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type FoundButton, findButton } from './button.ts';
import { mustBeHere, mustHaveApp, setNotice } from './can.ts';
import { execute } from './execute.ts';
import { fill, inputOf } from './fill.ts';
import { sendInvoke, sendValue } from './invoke.ts';
import { openDialog, submitDialog } from './task.ts';
import { faultsOf, firstValues, typedValue, type Values } from './values.ts';

const NOT_SENT: Answered = { status: 0, body: 'not-sent', ms: 0 };
const INVALID: Answered = { status: 0, body: 'invalid', ms: 0 };

/** Presses a button of a message or of the open dialog. */
export async function press(
  world: World,
  client: Client,
  place: ButtonPlace,
  typed: { [inputId: string]: string | readonly string[] },
): Promise<Answered> {
  const button = findButton(world, client, place);
  // In a channel a button works for everybody who sees it, with the app installed for herself or not.
  if (world.conversations.get(button.message.conversationId)?.channelId === null) mustHaveApp(client);
  else mustBeHere(client);
  setNotice(client, null);
  const values = valuesOf(client, button, typed);
  if (!['Action.Execute', 'Action.Submit'].includes(String(button.action.type))) return NOT_SENT;
  const sent = button.action.associatedInputs === 'none' ? [] : button.inputs;
  const faults = faultsOf(sent, values);
  if (button.dialog) button.dialog.errors = faults;
  if (Object.keys(faults).length > 0) {
    setNotice(client, Object.values(faults).join(' '));
    changed(client);
    return INVALID;
  }
  return carryOut(world, client, button, merged(button.action, sent, values));
}

function carryOut(world: World, client: Client, button: FoundButton, data: JsonObject): Promise<Answered> {
  if (button.action.type === 'Action.Execute') return execute(world, client, button, data);
  if (button.dialog) return submitDialog(world, client, button.dialog, data);
  const forTeams = isObject(data.msteams) ? data.msteams : {};
  switch (forTeams.type) {
    case 'task/fetch':
      return openDialog(world, client, button.message, data);
    case 'invoke':
      return sendInvoke(world, client, button.message, 'invoke', forTeams.value ?? null);
    default:
      return sendValue(world, client, button.message, data);
  }
}

function valuesOf(
  client: Client,
  { dialog, inputs }: FoundButton,
  typed: { [inputId: string]: string | readonly string[] },
): Values {
  if (dialog) {
    for (const [id, value] of Object.entries(typed)) fill(client, id, value);
    return dialog.values;
  }
  const values = firstValues(inputs);
  for (const [id, value] of Object.entries(typed))
    values[id] = typedValue(inputOf(inputs, id), value, client.found.get(id) ?? []);
  return values;
}

/** What the client sends: the action's data with the inputs laid over it. Inputs that hold nothing are left out. */
function merged({ data }: JsonObject, inputs: readonly JsonObject[], values: Values): JsonObject {
  const filled = inputs
    .map(({ id }) => [String(id), values[String(id)] ?? ''] as const)
    .filter(([, value]) => value !== '');
  return { ...structuredClone(isObject(data) ? data : {}), ...Object.fromEntries(filled) };
}
