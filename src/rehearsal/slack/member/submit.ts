import type { Answered, JsonObject } from '../contract.ts';
import { newTrigger, payloadStart } from '../outgoing/common.ts';
import { sendInteraction } from '../outgoing/interaction.ts';
import { tracked } from '../outgoing/send.ts';
import { elementsOf, isInput } from '../views/elements.ts';
import { isEmpty, valueAt } from '../views/values.ts';
import { viewOnWire } from '../views/view-records.ts';
import { changed } from '../world/clients.ts';
import type { Client, ViewRecord } from '../world/records.ts';
import { refuse, type World } from '../world/world.ts';
import { acknowledged } from './notice.ts';
import { applySubmitAnswer } from './submit-answer.ts';
import { viewBlocks } from './surfaces.ts';

const REQUIRED = 'Please complete this required field.';

/** Presses the top modal's submit button. */
export async function submit(world: World, client: Client): Promise<Answered> {
  const record = client.modals.at(-1);
  if (!record) throw new Error(`${client.person.name} has no modal open to submit`);
  if (!record.view.submit) throw new Error(`the modal of ${client.person.name} has no submit button`);
  if (record.state === 'sending') return { status: 0, body: 'sending', ms: 0 };
  record.errors = missing(record);
  if (Object.keys(record.errors).length > 0) {
    changed(client);
    return { status: 0, body: 'required', ms: 0 };
  }
  record.state = 'sending';
  changed(client);
  return tracked(world, sendSubmit(world, client, record));
}

async function sendSubmit(world: World, client: Client, record: ViewRecord): Promise<Answered> {
  const payload: JsonObject = {
    ...payloadStart(world, client, 'view_submission'),
    trigger_id: newTrigger(world, client),
    view: viewOnWire(world, record, record.values),
    response_urls: [],
  };
  const answered = await sendInteraction(world, client, payload);
  record.state = 'ready';
  const problem = acknowledged(answered) ? applySubmitAnswer(world, client, record, answered.body) : 'no answer';
  if (problem !== null) record.state = 'failed';
  if (problem !== null && problem !== 'no answer') refuse(world, { method: 'view_submission', ...problem });
  changed(client);
  return answered;
}

function missing(record: ViewRecord): ViewRecord['errors'] {
  const errors: ViewRecord['errors'] = {};
  for (const place of elementsOf(viewBlocks(record))) {
    if (!isInput(place) || place.block.optional === true) continue;
    if (isEmpty(valueAt(record.values, place), place.type)) errors[place.blockId] = REQUIRED;
  }
  return errors;
}
