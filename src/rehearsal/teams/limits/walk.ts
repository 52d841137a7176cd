/** Walks over a payload of the bot and finds its parts, and what the shapes do not allow. */

import { isObject } from '../../slack/json.ts';
import type { Json, JsonObject } from '../contract.ts';
import type { Part, Way } from './row.ts';
import { ACTIONS, CARDS } from './shapes/actions.ts';
import { ANSWERS } from './shapes/answers.ts';
import { ELEMENTS, PARTS } from './shapes/elements.ts';
import { INPUT_PARTS, INPUTS } from './shapes/inputs.ts';
import type { Field, Shape } from './shapes/shape.ts';

export type Fault = 'unknown-key' | 'missing-field' | 'wrong-type' | 'unknown-type' | 'wrong-word';

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  [ELEMENTS, INPUTS, PARTS, INPUT_PARTS, ACTIONS, CARDS, ANSWERS].flatMap((shapes) => Object.entries(shapes)),
);

const { 'Action.ShowCard': _showCard, ...selectable } = ACTIONS;
const UNIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['element', new Set([...Object.keys(ELEMENTS), ...Object.keys(INPUTS)])],
  ['action', new Set(Object.keys(ACTIONS))],
  ['select', new Set(Object.keys(selectable))],
  ['inline', new Set(['TextRun'])],
]);

/** All parts of an object of this kind, the outermost first. It must not be nested without end. */
export function partsOf(value: JsonObject, kind: string, way: Way, pointer = ''): Part[] {
  const parts: Part[] = [];
  enter({ kind, pointer, value, way }, parts);
  return parts;
}

function enter(part: Part, parts: Part[]): void {
  parts.push(part);
  const shape = SHAPES.get(part.kind);
  if (!shape) return;
  const fields = new Map<string, Field>([...Object.entries(shape.may), ...Object.entries(shape.needs)]);
  for (const [key, value] of Object.entries(part.value)) {
    const field = fields.get(key);
    const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (field === undefined) fault(part, path, 'unknown-key', `${part.kind} has no property "${key}"`, parts);
    else visit(part, path, field, value, parts);
  }
  for (const key of Object.keys(shape.needs)) {
    if (!Object.hasOwn(part.value, key)) fault(part, '', 'missing-field', `${part.kind} needs "${key}"`, parts);
  }
}

function visit(parent: Part, path: string, field: Field, value: Json, parts: Part[]): void {
  const ways = typeof field === 'string' ? [field] : field;
  if (ways.includes('any')) return;
  const lists = ways.filter((way) => way.endsWith('[]')).map((way) => way.slice(0, -2));
  const singles = ways.filter((way) => !way.endsWith('[]'));
  const fitting = Array.isArray(value) ? lists : singles;
  if (fitting.length === 0) fault(parent, path, 'wrong-type', `must be ${ways.join(' or ')}`, parts);
  else if (!Array.isArray(value)) visitOne(parent, path, singles, value, parts);
  else for (const [index, item] of value.entries()) visitOne(parent, `${path}/${index}`, lists, item, parts);
}

function visitOne(parent: Part, path: string, ways: readonly string[], value: Json, parts: Part[]): void {
  if (!isObject(value)) {
    const wrong = ways.map((way) => scalarFault(value, way));
    const name = wrong.includes('wrong-word') ? 'wrong-word' : 'wrong-type';
    if (!wrong.includes(null)) fault(parent, path, name, `must be ${ways.join(' or ')}`, parts);
    return;
  }
  if (ways.includes('object')) return;
  const way = ways.find((name) => name.startsWith('=') || UNIONS.has(name)) ?? '';
  const kind = way.startsWith('=') ? way.slice(1) : typeOf(value);
  if (way === '') fault(parent, path, 'wrong-type', `must be ${ways.join(' or ')}`, parts);
  else if (UNIONS.get(way)?.has(kind) === false) fault(parent, path, 'unknown-type', `"${kind}" is no ${way}`, parts);
  else enter({ kind, pointer: parent.pointer + path, value, way: parent.way }, parts);
}

function typeOf({ type }: JsonObject): string {
  return typeof type === 'string' ? type : '';
}

function scalarFault(value: Json, way: string): Fault | null {
  switch (way) {
    case 'integer':
      return Number.isInteger(value) ? null : 'wrong-type';
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === way ? null : 'wrong-type';
    case 'object':
      return 'wrong-type';
    default: {
      if (way.startsWith('=') || UNIONS.has(way) || typeof value !== 'string') return 'wrong-type';
      return way.toLowerCase().split('|').includes(value.toLowerCase()) ? null : 'wrong-word';
    }
  }
}

function fault(parent: Part, path: string, name: Fault, detail: string, parts: Part[]): void {
  parts.push({ kind: 'fault', pointer: parent.pointer + path, value: { fault: name, detail }, way: parent.way });
}
