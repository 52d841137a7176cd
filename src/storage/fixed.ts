import { hash } from 'node:crypto';
import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './database.ts';
import { onPostgres } from './engine.ts';

/**
 * What a query is asked with. A list is a value to a server only (`among`): elsewhere how many there are changes the text
 * of the query.
 */
type Value = string | number | null | readonly string[];

/** One value, or several under their names, as a row has them. */
type Given = Value | Readonly<Record<string, Value>>;

/** Stands for a value while the text of a query is made: which of those that are given, and its name in a row. */
class Place {
  readonly index: number;
  readonly name: string | null;
  constructor(index: number, name: string | null) {
    this.index = index;
    this.name = name;
  }
  of(all: readonly Given[]): Value {
    const given = all[this.index] ?? null;
    return isRow(given) && this.name !== null ? (given[this.name] ?? null) : (given as Value);
  }
}

const isRow = (given: Given): given is Readonly<Record<string, Value>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

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
export function fixed<All extends readonly Given[], Row>(
  build: (db: Db, ...given: All) => Compilable<Row>,
): (db: Db, ...given: All) => Promise<Row[]> {
  const made: { sqlite?: Made<Row>; postgres?: Made<Row> } = {};
  return async (db, ...given) => {
    const straight = ways.get(db);
    straight?.check();
    const dialect = onPostgres(db) ? 'postgres' : 'sqlite';
    made[dialect] ??= make(build, db, given);
    const { compiled, takes } = made[dialect];
    const parameters = takes.map((one) => (one instanceof Place ? one.of(given) : one));
    if (straight?.isFree() === true) return straight.ask(compiled.sql, parameters) as Row[];
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

/** @param example what is asked with first: only how many there are, and their names, is looked at */
function make<All extends readonly Given[], Row>(
  build: (db: Db, ...given: All) => Compilable<Row>,
  db: Db,
  example: All,
): Made<Row> {
  const places = example.map((given, index) =>
    isRow(given)
      ? Object.fromEntries(Object.keys(given).map((name) => [name, new Place(index, name)]))
      : new Place(index, null),
  );
  const compiled = build(db, ...(places as unknown as All)).compile();
  // A text with a star gives other columns after an upgrade by another bot, which a server refuses for what it has kept.
  if (!compiled.sql.includes('*')) names.set(compiled.sql, `fixed_${hash('sha256', compiled.sql).slice(0, 16)}`);
  return { compiled, takes: compiled.parameters };
}

/** Under which a server keeps a fixed query that it has understood. */
const names = new Map<string, string>();
export const nameOfFixed = (sql: unknown): string | undefined => (typeof sql === 'string' ? names.get(sql) : undefined);

/** The straight way to the embedded database: a question is answered at once, and nobody's turn is waited for. */
export interface Straight {
  /** Whether it may be gone now: what another transaction has not committed yet is nobody else's to see. */
  isFree(): boolean;
  ask(sql: string, parameters: readonly unknown[]): unknown[];
}

const ways = new WeakMap<Db, Straight & { check(): void }>();

/** Fixed queries of this handle take the straight way wherever it is free. */
export function goStraight(db: Db, straight: Straight): void {
  ways.set(db, { ...straight, check: () => {} });
}

/**
 * The handle of a transaction on `db`: it has the connection to itself. `check` is asked before each fixed query; it throws
 * when nothing may be asked any more.
 */
export function goStraightInside(tx: Db, db: Db, check: () => void): void {
  const straight = ways.get(db);
  ways.set(tx, { isFree: () => straight !== undefined, ask: (...given) => straight?.ask(...given) ?? [], check });
}
