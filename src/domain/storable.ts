/**
 * A text from outside as every database keeps it: without null characters, which PostgreSQL refuses, and with the
 * replacement character for half of a surrogate pair.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
