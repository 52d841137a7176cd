import type { PersonId } from '#domain/person.ts';
import type { KnownPerson } from './ledger.ts';

/** Whom a number is for: an account, and the official's address that it was sent to. */
export interface NumberFor {
  person: KnownPerson;
  address: string;
}

/** A number that was asked for. The number itself is kept nowhere. */
export interface ConfirmationNumber {
  id: string;
  personId: PersonId;
  grantId: string;
  askedAt: number;
  usedAt: number | null;
  /** Wrong entries so far. */
  wrong: number;
  /** What the one that was sent last is compared with; null: none was sent yet. */
  made: { salt: string; hash: string; at: number } | null;
}

/** Makes numbers that nobody can guess, and compares them so that the time it takes says nothing. */
export interface Numbers {
  make(): Promise<{ number: string; salt: string; hash: string }>;
  hash(typed: string, salt: string): Promise<string>;
  same(one: string, other: string): boolean;
}
