import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './database.ts';
import { onPostgres } from './engine.ts';

/** What a query is asked with. Lists are no values: how many there are changes its text. */
type Value = string | number | null;

/** Stands for a value while the text of a query is made. */
class Place {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

interface Made<Row> {
  compiled: CompiledQuery<Row>;
  /** Of each parameter: the value that it takes, or what it always is. */
  takes: readonly unknown[];
}

/**
 * A query whose text never changes: it is built and compiled when it is asked first, and from then on only its values
 * change. Building one takes several times as long as the embedded database needs to answer it.
 * @param build makes the query; it must not look at its values, nor make other texts for some of them (null, lists)
 * @returns asks it, and gives its rows
 */
export function fixed<Given extends readonly Value[], Row>(
  build: (db: Db, ...given: Given) => Compilable<Row>,
): (db: Db, ...given: Given) => Promise<Row[]> {
  const made: { sqlite?: Made<Row>; postgres?: Made<Row> } = {};
  return async (db, ...given) => {
    checkOpen(db);
    const dialect = onPostgres(db) ? 'postgres' : 'sqlite';
    made[dialect] ??= make(build, db, given.length);
    const { compiled, takes } = made[dialect];
    const parameters = takes.map((one) => (one instanceof Place ? given[one.index] : one));
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

function make<Given extends readonly Value[], Row>(
  build: (db: Db, ...given: Given) => Compilable<Row>,
  db: Db,
  values: number,
): Made<Row> {
  const places = Array.from({ length: values }, (_, index) => new Place(index));
  const compiled = build(db, ...(places as unknown as Given)).compile();
  return { compiled, takes: compiled.parameters };
}

/** Handles that may be made useless, and what tells whether they are. */
const guarded = new WeakMap<Db, () => void>();

/** From now on `check` is asked before each fixed query of this handle: it throws when nothing may be asked any more. */
export function guardFixed(db: Db, check: () => void): void {
  guarded.set(db, check);
}

function checkOpen(db: Db): void {
  guarded.get(db)?.();
}
