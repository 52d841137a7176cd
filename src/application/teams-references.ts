/** The port to where people of Teams can be written to. Only who used the bot, or was given it, can be. */

/** An account: an Entra tenant and object id. */
export interface TeamsAccount {
  tenantId: string;
  objectId: string;
}

export interface TeamsReference {
  /** Where Teams takes what is for her; checked before anything is sent there. */
  serviceUrl: string;
  /** Her personal chat with the bot; null: she was met in a channel, and the chat is made when there is something to say. */
  conversationId: string | null;
  /** The id that Teams gives her towards this bot. */
  userId: string;
}

/** Why nobody can write to her. */
export type WhyUnreachable = 'uninstalled' | 'blocked' | 'not-in-chat';

export interface TeamsReferences {
  /** null: she never used the bot. */
  find(
    account: TeamsAccount,
  ): Promise<(TeamsReference & { unreachable: WhyUnreachable | null; missingSince: number | null }) | null>;
  /**
   * She can be written to from now on; what waited for her is due at once.
   * @returns whether something is due because of that
   */
  keep(account: TeamsAccount, reference: TeamsReference, now: number): Promise<boolean>;
  /** Since when Teams says of her own chat that it has no such member; null: it has. */
  missing(account: TeamsAccount, since: number | null): Promise<void>;
  /** Nothing reaches her until she comes back. */
  lose(account: TeamsAccount, why: WhyUnreachable, now: number): Promise<void>;
}

/** The error of deliveries that wait for a person to come back. */
export const waitsForPerson = 'unreachable';
