import type { Holidays } from '#domain/business-days.ts';
import type { CategoryId } from '#domain/catalogue.ts';
import type { AddressLists } from '#domain/person.ts';
import type { Times } from '#domain/times.ts';
import type { Drafts } from './draft.ts';
import type { Ledger } from './ledger.ts';
import type { ProviderDirectory } from './provider-search.ts';
import type { Answers, Conversations } from './questions.ts';
import type { Numbers } from './verification-port.ts';
import type { Watch } from './watch.ts';

/** What the operator decided about this installation. */
export interface Settings {
  addresses: AddressLists;
  guestsMayRequest: boolean;
  /** Addresses, in lower case, whose people may record that an official's role was removed. */
  helpDesk: readonly string[];
  /** An official's first decision asks for a number that comes by e-mail. */
  verifyOfficials: boolean;
  /** Categories that the form shows; an operator can hide those that nobody there needs. */
  categories: readonly CategoryId[];
  /** Roles are set up by hand, or by the operator's own system too. */
  provisioning: 'manual' | 'webhook';
  /** How long things may wait. */
  times: Times;
}

/** What every use case may use. Time and chance come from here, so that tests can move them. */
export interface Deps {
  ledger: Ledger;
  drafts: Drafts;
  providers: ProviderDirectory;
  answers: Answers;
  conversations: Conversations;
  settings: Settings;
  holidays: Holidays;
  /** Milliseconds since 1970. */
  now(): number;
  numbers: Numbers;
  /** An unguessable id. */
  newId(): string;
  watch: Watch;
}
