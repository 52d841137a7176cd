/** What the doctor finds: one line each, with what to do where something is to be done. */

export type About =
  | 'configuration'
  | 'Slack'
  | 'Teams'
  | 'database'
  | 'server'
  | 'clock'
  | 'e-mail'
  | 'lists'
  | 'officials'
  | 'messages'
  | 'knowledge'
  | 'operator';

/** well: as it should be. look: it works, and somebody should look. broken: it does not work. */
export type Standing = 'well' | 'look' | 'broken';

export interface Finding {
  about: About;
  standing: Standing;
  /** What is so. Never a secret. */
  says: string;
  /** What to do about it; null where nothing is. */
  todo: string | null;
}

export const well = (about: About, says: string): Finding => ({ about, standing: 'well', says, todo: null });

export const look = (about: About, says: string, todo: string): Finding => ({ about, standing: 'look', says, todo });

export const broken = (about: About, says: string, todo: string): Finding => ({
  about,
  standing: 'broken',
  says,
  todo,
});
