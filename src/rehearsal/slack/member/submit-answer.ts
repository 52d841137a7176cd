import type { Json, JsonObject } from '../contract.ts';
import { isObject } from '../json.ts';
import { changeView, checkStack, newView } from '../views/view-records.ts';
import type { Client, ViewRecord } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { viewBlocks } from './surfaces.ts';

export interface SubmitProblem {
  error: string;
  detail: string;
  limit?: string;
}

/** Does what the bot's answer to a submit asks for. Returns what Slack would not accept about it. */
export function applySubmitAnswer(world: World, client: Client, record: ViewRecord, body: Json): SubmitProblem | null {
  // She may have closed the modal, or opened another, while the bot was thinking.
  if (!client.modals.includes(record)) return null;
  if (body === '' || body === null || (isObject(body) && Object.keys(body).length === 0)) {
    client.modals = client.modals.filter((other) => other !== record);
    return null;
  }
  if (!isObject(body)) return { error: 'invalid_response', detail: 'the body is neither empty nor a JSON object' };
  switch (body.response_action) {
    case 'errors':
      return showErrors(record, body.errors);
    case 'clear':
      client.modals = [];
      return null;
    case 'update':
      return withView(world, body.view, (view) => changeView(world, record, view));
    case 'push': {
      const tooHigh = checkStack(world, client);
      if (tooHigh) return tooHigh;
      return withView(world, body.view, (view) => {
        client.modals = [...client.modals, newView(world, client.person.id, view, record)];
      });
    }
    default:
      return { error: 'invalid_response_action', detail: JSON.stringify(body.response_action ?? null) };
  }
}

function showErrors(record: ViewRecord, errors: Json | undefined): SubmitProblem | null {
  if (!isObject(errors) || Object.keys(errors).length === 0)
    return { error: 'invalid_errors', detail: 'no errors are given' };
  const inputs = new Set(
    viewBlocks(record)
      .filter(({ type }) => type === 'input')
      .map((block) => block.block_id),
  );
  const shown: ViewRecord['errors'] = {};
  for (const [blockId, text] of Object.entries(errors)) {
    if (!inputs.has(blockId)) return { error: 'invalid_errors', detail: `${blockId} is no input block of this view` };
    if (typeof text !== 'string' || text === '') return { error: 'invalid_errors', detail: `${blockId} has no text` };
    shown[blockId] = text;
  }
  record.errors = shown;
  return null;
}

function withView(world: World, view: Json | undefined, show: (view: JsonObject) => void): SubmitProblem | null {
  if (!isObject(view)) return { error: 'invalid_view', detail: 'no view is given' };
  const problem = world.check.view(view, 'modal');
  if (problem) return problem;
  show(view);
  return null;
}
