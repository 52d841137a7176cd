import type { WorkspacePerson } from '../slack/contract.ts';

/** One person of the rehearsal, and what the page offers to copy while one is this person. */
export interface CastPerson extends WorkspacePerson {
  about: string;
  handout?: Handout;
  /** Known to the officials list and not in this chat: nobody can be this person until she joins. */
  absent?: true;
}

/** Text that would be a labour to type. */
export interface Handout {
  label: string;
  text: string;
}

/** People of one kind, as the chooser shows them together. */
export interface CastGroup {
  name: string;
  people: CastPerson[];
}

/** Somebody with a confirmed address. `more` says what is unusual about the account. */
export function someone(
  id: string,
  name: string,
  domain: string,
  about: string,
  more: Partial<CastPerson> = {},
): CastPerson {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`;
  return { id, name, email, emailConfirmed: true, timeZone: 'America/Chicago', about, ...more };
}
