/** What a command takes: its arguments and options. Their types are those of the values that its work is given. */

export interface Option<T> {
  /** How the value is written in the help, as <words>; null: it is only there or not. */
  value: string | null;
  about: string;
  /** The command can't do without. */
  needed?: true;
  /** What it is when nobody says. */
  otherwise?: string;
  /** No value, for the types alone. */
  as?: T;
}

export interface Argument<T> {
  /** As <file>, or <files...> for several. */
  value: string;
  about: string;
  as?: T;
}

/** An option without a value. */
export const flag = (about: string): Option<boolean | undefined> => ({ value: null, about });

/** An option with words; undefined when it is left out. */
export const words = (value: string, about: string): Option<string | undefined> => ({ value, about });

/** An option that can't be left out. */
export const needed = (value: string, about: string): Option<string> => ({ value, about, needed: true });

/** An option that is something when it is left out. */
export const usually = (value: string, otherwise: string, about: string): Option<string> => ({
  value,
  otherwise,
  about,
});

/** An option with several values, as <keys...>. */
export const several = (value: string, about: string): Option<string[] | undefined> => ({ value, about });

/** An option that may have words, as [id]; true without. */
export const perhaps = (value: string, about: string): Option<string | boolean | undefined> => ({ value, about });

/** An argument. */
export const one = (value: string, about: string): Argument<string> => ({ value, about });

/** All the arguments that are left. */
export const all = (value: string, about: string): Argument<string[]> => ({ value, about });

type Of<T> = T extends Option<infer V> | Argument<infer V> ? V : never;
type Known = Readonly<Record<string, Option<unknown> | Argument<unknown>>>;

/** The values by their names; what may be left out may be missing. */
export type Values<T extends Known> = {
  [Name in keyof T as undefined extends Of<T[Name]> ? never : Name]: Of<T[Name]>;
} & {
  [Name in keyof T as undefined extends Of<T[Name]> ? Name : never]?: Exclude<Of<T[Name]>, undefined>;
};
