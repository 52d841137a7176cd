import type { Json, JsonObject } from '../contract.ts';
import { parseJson } from '../json.ts';

/** The type of an argument; 'json' arrives as a JSON string in a form and as itself in a JSON body. */
export type ArgumentType = 'string' | 'boolean' | 'number' | 'json';

export interface ArgumentRules {
  required: Readonly<Record<string, ArgumentType>>;
  optional: Readonly<Record<string, ArgumentType>>;
}

export type ReadArguments = { ok: true; args: JsonObject } | { ok: false; detail: string };

/** Checks the names and types of a call's arguments. */
export function readArguments(raw: JsonObject, rules: ArgumentRules): ReadArguments {
  const args: JsonObject = {};
  for (const [name, value] of Object.entries(raw)) {
    const type = rules.required[name] ?? rules.optional[name];
    if (type === undefined) return { ok: false, detail: `unknown argument: ${name}` };
    if (value === null || value === '') continue;
    const read = readOne(value, type);
    if (read === undefined) return { ok: false, detail: `must be a ${type}: ${name}` };
    args[name] = read;
  }
  const missing = Object.keys(rules.required).find((name) => args[name] === undefined);
  return missing === undefined ? { ok: true, args } : { ok: false, detail: `missing required field: ${missing}` };
}

function readOne(value: Json, type: ArgumentType): Json | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : undefined;
    case 'number': {
      const number = typeof value === 'string' ? Number(value) : value;
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
    }
    case 'json': {
      const parsed = typeof value === 'string' ? parseJson(value) : value;
      return typeof parsed === 'object' ? parsed : undefined;
    }
  }
}
