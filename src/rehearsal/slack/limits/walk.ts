/** Walks over a payload along the shapes: every object becomes a part, and what no shape allows becomes a fault. */
import type { Json, JsonObject } from '../contract.ts';
import { isObject, textOf } from '../json.ts';
import type { Part, Way } from './row.ts';
import { SHAPES, UNIONS } from './shapes/unions.ts';

export type Fault = 'unknown-key' | 'missing-field' | 'wrong-type' | 'unknown-type' | 'not-plain';

/** All parts of a payload, the outer before the inner. */
export function partsOf(payload: JsonObject, shape: string, way: Way): Part[] {
  const parts: Part[] = [];
  const root: Part = { kind: shape, pointer: '', value: payload, way, parent: null };
  enter(root, parts);
  return parts;
}

/** The fault that a part of kind 'fault' stands for. */
export function faultOf(part: Part): Fault {
  return part.value.fault as Fault;
}

function enter(part: Part, parts: Part[]): void {
  parts.push(part);
  const { required = {}, optional = {} } = SHAPES[part.kind] ?? {};
  for (const [key, value] of Object.entries(part.value)) {
    const field = ownOf(required, key) ?? ownOf(optional, key);
    if (field === undefined) fault(part, `/${key}`, 'unknown-key', `${part.kind} has no field "${key}"`, parts);
    else visit(part, `/${key}`, field, value, parts);
  }
  for (const key of Object.keys(required)) {
    if (!Object.hasOwn(part.value, key) || part.value[key] === undefined) {
      fault(part, '', 'missing-field', `${part.kind} needs the field "${key}"`, parts);
    }
  }
}

/** The shape's own word for a key: what every object inherits ("toString") is no field. */
function ownOf(fields: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function visit(parent: Part, path: string, field: string, value: Json, parts: Part[]): void {
  if (field.endsWith('[]')) {
    if (!Array.isArray(value)) fault(parent, path, 'wrong-type', 'must be a list', parts);
    else
      for (const [index, item] of value.entries()) visit(parent, `${path}/${index}`, field.slice(0, -2), item, parts);
  } else if (field.startsWith('=') || UNIONS[field]) {
    if (isObject(value)) visitObject(parent, path, field, value, parts);
    else fault(parent, path, 'wrong-type', 'must be an object', parts);
  } else if (!isScalar(value, field)) {
    fault(parent, path, 'wrong-type', `must be ${field}`, parts);
  }
}

function visitObject(parent: Part, path: string, field: string, value: JsonObject, parts: Part[]): void {
  const type = textOf(value.type) ?? '';
  const kind = field.startsWith('=') ? field.slice(1) : UNIONS[field]?.get(type);
  if (kind === undefined) {
    fault(parent, path, 'unknown-type', `"${type}" is no type of ${field}`, parts);
    return;
  }
  if (field === 'plain' && kind === 'mrkdwn') fault(parent, path, 'not-plain', 'must be plain_text', parts);
  enter({ kind, pointer: parent.pointer + path, value, way: parent.way, parent }, parts);
}

function isScalar(value: Json, field: string): boolean {
  switch (field) {
    case 'any':
      return true;
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === field;
    default:
      return typeof value === 'string' && field.split('|').includes(value);
  }
}

function fault(parent: Part, path: string, name: Fault, detail: string, parts: Part[]): void {
  const value = { fault: name, detail };
  parts.push({ kind: 'fault', pointer: parent.pointer + path, value, way: parent.way, parent });
}
