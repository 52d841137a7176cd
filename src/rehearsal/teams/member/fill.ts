import { partsOfCard } from '../cards/tree.ts';
import type { JsonObject } from '../contract.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';
import { typedValue } from './values.ts';

/** Types or chooses in an input of the open dialog. */
export function fill(client: Client, inputId: string, value: string | readonly string[]): void {
  const { dialog } = client;
  if (!dialog?.card) throw new Error(`${client.person.name} has no dialog open to fill in`);
  const input = inputOf(partsOfCard(dialog.card).inputs, inputId);
  const typed = typedValue(input, value, client.found.get(inputId) ?? []);
  const { [inputId]: _before, ...others } = dialog.values;
  dialog.values = typed === '' ? others : { ...others, [inputId]: typed };
  const { [inputId]: _fault, ...faults } = dialog.errors;
  dialog.errors = faults;
  changed(client);
}

/** The input with this id. @throws when there is none */
export function inputOf(inputs: readonly JsonObject[], inputId: string): JsonObject {
  const input = inputs.find(({ id }) => id === inputId);
  if (input) return input;
  const ids = inputs.map(({ id }) => String(id)).join(', ');
  throw new Error(`there is no input ${inputId}; there are: ${ids || 'none'}`);
}
