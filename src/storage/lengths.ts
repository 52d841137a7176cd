/**
 * A query with two lists, made once for each pair of their lengths: those change its text.
 * @param make makes the query for lists of these lengths
 */
export function forLengths<Query>(make: (one: number, other: number) => Query): (one: number, other: number) => Query {
  const made = new Map<string, Query>();
  return (one, other) => {
    const lengths = `${one} ${other}`;
    const query = made.get(lengths) ?? make(one, other);
    if (made.size < mostKept) made.set(lengths, query);
    return query;
  };
}

const mostKept = 400;
