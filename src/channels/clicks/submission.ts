import type { KnownPerson } from '#application/ledger.ts';
import { refusals } from '#copy/refusals.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import type { Typed } from './typed.ts';

/** A form that was sent, and who sent it. */
export interface Submission {
  person: KnownPerson;
  memo: Readonly<Record<string, string>>;
  typed: Typed;
  /** The same for a form that comes again: it decides once. */
  once?: string | undefined;
}

/** What sending a form leads to. */
export type Sent =
  /** 'all': what lies below is done with, too. `below` is shown true first where there is something below. */
  { close: 'this' | 'all'; below?: Below | undefined } | { next: Form; below?: Below | undefined } | Wrong;

interface Wrong {
  wrong: string;
  /** The input it is about; else the form's own (FormRule.field). */
  field?: string | null;
  /** For the log. */
  refusal?: Refusal;
  /** Whether no use case recorded the refusal. */
  unrecorded?: true;
  below?: Below | undefined;
}

/** The dialog right below, and the one below all others. */
export interface Below {
  form: Form;
  root: Form;
}

/** What sending a form does. */
export interface FormRule {
  /** The input at which a problem stands that belongs to none; null: the last one. */
  field: string | null;
  /** The form as it is asked now, for platforms whose dialogs have to be drawn again to show a problem. */
  again(submission: Submission): Promise<Form | null>;
  send(submission: Submission): Promise<Sent>;
  /** The dialog that lies below, for platforms that show one at a time; null when there is none. */
  below?(submission: Submission): Promise<Form | null>;
}

/** Forms by their name. */
export type Forms = Readonly<Record<string, FormRule>>;

/** A refusal that a use case recorded. */
export const wrong = (refusal: Refusal, field: string | null = null): Sent => ({
  wrong: refusals[refusal],
  field,
  refusal,
});

/** A refusal that no use case recorded. */
export const wrongUnrecorded = (refusal: Refusal, field: string | null = null): Sent => ({
  wrong: refusals[refusal],
  field,
  refusal,
  unrecorded: true,
});
