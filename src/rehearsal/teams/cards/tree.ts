/** What a card holds that a person can use: its inputs, and its buttons with the inputs that belong to each. */
import { isObject, objectsIn } from '../../slack/json.ts';
import type { Json, JsonObject } from '../contract.ts';

export interface PlacedAction {
  action: JsonObject;
  /** The inputs that are sent with it: those of its own card and of the cards around it. */
  inputs: JsonObject[];
}

export interface CardTree {
  inputs: JsonObject[];
  actions: PlacedAction[];
}

/** Where elements and actions stand in other elements. */
const PLACES = [
  'body',
  'items',
  'columns',
  'rows',
  'cells',
  'images',
  'inlines',
  'actions',
  'selectAction',
  'inlineAction',
];

/** Reads a card that was checked; whatever it holds that is none of this is passed over. */
export function partsOfCard(card: JsonObject): CardTree {
  const tree: CardTree = { inputs: [], actions: [] };
  readCard(card, [], tree);
  return tree;
}

function readCard(card: JsonObject, around: readonly JsonObject[], tree: CardTree): void {
  const own: CardTree = { inputs: [], actions: [] };
  for (const key of PLACES) read(card[key], own);
  const inputs = [...around, ...own.inputs];
  tree.inputs.push(...own.inputs);
  for (const { action } of own.actions) {
    tree.actions.push({ action, inputs });
    if (action.type === 'Action.ShowCard' && isObject(action.card)) readCard(action.card, inputs, tree);
  }
}

function read(value: Json | undefined, own: CardTree): void {
  for (const one of Array.isArray(value) ? objectsIn(value) : isObject(value) ? [value] : []) {
    const type = String(one.type);
    if (type.startsWith('Action.')) {
      own.actions.push({ action: one, inputs: [] });
      continue;
    }
    if (type.startsWith('Input.')) own.inputs.push(one);
    for (const key of PLACES) read(one[key], own);
  }
}
