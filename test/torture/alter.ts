/** A number below n. */
export type Choose = (n: number) => number;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const strange: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\0',
  '\uD800',
  '\u202Egnp.exe',
  '__proto__',
  'constructor',
  'toString',
  '<!channel>',
  "'; drop table item; --",
  '{{7*7}}',
  '../../etc/passwd',
  '165326',
  'approve',
  'U0JOAN',
  [],
  {},
  [[[[[[[[]]]]]]]],
  { __proto__x: { toString: 1 } },
];

/** The same value with one to three things altered: left out, doubled, made strange, very long, very deep, or moved. */
export function alter(value: Json, choose: Choose): Json {
  let result = value;
  for (let left = 1 + choose(3); left > 0; left -= 1) result = alterOne(result, choose, 0);
  return result;
}

function alterOne(value: Json, choose: Choose, depth: number): Json {
  if (typeof value !== 'object' || value === null || (depth > 0 && choose(6) === 0)) return replaced(value, choose);
  const keys = Object.keys(value);
  const key = keys[choose(keys.length)];
  if (key === undefined) return replaced(value, choose);
  if (Array.isArray(value)) {
    const copy = [...value];
    const at = Number(key);
    const how = choose(8);
    if (how === 0) copy.splice(at, 1);
    else if (how === 1) copy.splice(at, 0, copy[at] as Json);
    else copy[at] = alterOne(copy[at] as Json, choose, depth + 1);
    return copy;
  }
  const copy: { [key: string]: Json } = { ...value };
  const one = copy[key] as Json;
  switch (choose(10)) {
    case 0:
      delete copy[key];
      break;
    case 1:
      copy[`${key}x`] = one;
      delete copy[key];
      break;
    case 2:
      copy[key] = copy[keys[choose(keys.length)] as string] as Json;
      break;
    default:
      copy[key] = alterOne(one, choose, depth + 1);
  }
  return copy;
}

function replaced(value: Json, choose: Choose): Json {
  if (typeof value === 'string' && choose(3) === 0) {
    const at = choose(value.length + 1);
    return value.slice(0, at) + String.fromCharCode(choose(0xffff)) + value.slice(at + choose(4));
  }
  if (choose(30) === 0) return 'x'.repeat(1 + choose(200_000));
  if (choose(60) === 0) return deep(50 + choose(3_000));
  return strange[choose(strange.length)] as Json;
}

function deep(levels: number): Json {
  let value: Json = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
