/**
 * What a field may hold: "string", "boolean", "number", "integer", "object", "any", a list of words "a|b" (in any case, as
 * Microsoft's renderer takes them), "=Name" for an object of that shape, the name of a union, any of these with "[]". More
 * than one: either.
 */
export type Field = string | readonly string[];

/** The fields of one type of object; no other is known. */
export interface Shape {
  needs: Readonly<Record<string, Field>>;
  may: Readonly<Record<string, Field>>;
}
