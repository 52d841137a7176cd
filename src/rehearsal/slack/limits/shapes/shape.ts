/**
 * The language in which shapes are written.
 *
 * A field is 'string', 'boolean', 'integer', 'number' or 'any'; 'plain' or 'text' for text objects; an enumeration
 * 'a|b'; the name of a union, see unions.ts; '=' and the name of a shape; and any of these with '[]' for a list.
 */
export interface Shape {
  required?: Readonly<Record<string, string>>;
  optional?: Readonly<Record<string, string>>;
}

export type Shapes = Readonly<Record<string, Shape>>;
