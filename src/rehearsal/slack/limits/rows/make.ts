/** Makes the rows that are all alike: a longest text, a longest list, a range of numbers. */
import type { Json } from '../../contract.ts';
import { isObject } from '../../json.ts';
import type { LimitRow } from '../row.ts';
import { chars, holding, many, plain } from '../samples.ts';

/** What a row is about: a field of a kind of part. More kinds than one: the samples show the first. */
export interface About {
  id: string;
  kind: string | readonly string[];
  field: string;
  source: string;
}

/** A string, or the text of a text object, of at most so many characters. */
export function longest(about: About, most: number, make: (text: string) => Json = plain): LimitRow {
  return row(about, `${about.field} has at most ${most} characters`, {
    accepted: () => make(chars(most)),
    refused: () => make(chars(most + 1)),
    check(value) {
      const text = isObject(value) ? value.text : value;
      return typeof text === 'string' && text.length > most ? `must have at most ${most} characters` : null;
    },
  });
}

/** The same for a field that is a plain string. */
export function longestString(about: About, most: number): LimitRow {
  return longest(about, most, (text) => text);
}

/** A list of at least and at most so many items. */
export function listOf(about: About, most: number, make: (index: number) => Json): LimitRow {
  return row(about, `${about.field} has at most ${most} items`, {
    accepted: () => many(most, make),
    refused: () => many(most + 1, make),
    check: (value) => (Array.isArray(value) && value.length > most ? `must have at most ${most} items` : null),
  });
}

/** A list that is there has at least so many items. */
export function listFrom(about: About, least: number, make: (index: number) => Json): LimitRow {
  return row(about, `${about.field} has at least ${least} items`, {
    accepted: () => many(least, make),
    refused: () => many(least - 1, make),
    check: (value) => (Array.isArray(value) && value.length < least ? `must have at least ${least} items` : null),
  });
}

/** A number of at most this. */
export function numberTo(about: About, most: number): LimitRow {
  return row(about, `${about.field} is at most ${most}`, {
    accepted: () => most,
    refused: () => most + 1,
    check: (value) => (typeof value === 'number' && value > most ? `must be at most ${most}` : null),
  });
}

/** A number of at least this. */
export function numberFrom(about: About, least: number): LimitRow {
  return row(about, `${about.field} is at least ${least}`, {
    accepted: () => least,
    refused: () => least - 1,
    check: (value) => (typeof value === 'number' && value < least ? `must be at least ${least}` : null),
  });
}

/** A string of a certain form. */
export function formed(about: About, form: RegExp, good: string, bad: string): LimitRow {
  return row(about, `${about.field} looks like ${good}`, {
    accepted: () => good,
    refused: () => bad,
    check: (value) => (typeof value === 'string' && !form.test(value) ? `must look like ${good}` : null),
  });
}

interface Values {
  accepted(): Json;
  refused(): Json;
  check(value: Json | undefined): string | null;
}

function row({ id, kind, field, source }: About, what: string, values: Values): LimitRow {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  const [first = ''] = kinds;
  const payload = (value: Json) => holding(first, { [field]: value });
  return {
    id,
    what: `${kinds.length > 1 ? 'a part' : first}: ${what}`,
    source,
    error: null,
    by: payload(values.accepted()).by,
    accepted: () => payload(values.accepted()).payload,
    refused: () => payload(values.refused()).payload,
    kinds,
    check: ({ value }) => values.check(value[field]),
  };
}
