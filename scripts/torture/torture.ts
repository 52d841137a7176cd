import { parseArgs } from 'node:util';

/** One of the hard tests at full size. */
export interface Torture {
  /** A line for whoever asks what there is. */
  does: string;
  /** Runs it and keeps its result. @returns false when something was lost */
  run(options: readonly string[]): Promise<boolean>;
}

/**
 * Reads `--name value` pairs. @param preset every option there is, with the value it has unless told otherwise
 * @throws when an option is unknown, or no whole number where the preset is one
 */
export function readOptions<Preset extends Readonly<Record<string, string | number>>>(
  options: readonly string[],
  preset: Preset,
): Preset {
  const known = Object.fromEntries(Object.keys(preset).map((name) => [name, { type: 'string' } as const]));
  const { values } = parseArgs({ args: [...options], options: known });
  const read = Object.entries(preset).map(([name, usual]) => {
    const given = values[name];
    if (typeof given !== 'string') return [name, usual];
    if (typeof usual === 'string') return [name, given];
    if (!/^\d+$/.test(given)) throw new Error(`--${name} takes a whole number`);
    return [name, Number(given)];
  });
  return Object.fromEntries(read) as Preset;
}
