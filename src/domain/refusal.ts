import type { AccountProblem } from './person.ts';

/** Every "no" that a rule can answer. The list is closed: copy has one sentence for each, checked by the compiler. */
export type Refusal =
  | AccountProblem
  | 'account-unknown'
  | 'own-request'
  | 'not-official-here'
  | 'click-counted'
  | 'already-decided'
  | 'already-approved'
  | 'already-rejected'
  | 'already-withdrawn'
  | 'already-expired'
  | 'decided-outside'
  | 'waiting-for-official'
  | 'not-your-request'
  | 'nothing-to-withdraw'
  | 'not-approved-yet'
  | 'already-active'
  | 'nothing-to-send'
  | 'asked-today'
  | 'already-sent'
  | 'request-unknown'
  | 'draft-unknown'
  | 'category-not-taken'
  | 'category-missing'
  | 'role-missing'
  | 'no-organization'
  | 'too-many-organizations'
  | 'nobody-to-ask'
  | 'harp-not-confirmed'
  | 'vendor-not-excluded'
  | 'words-missing'
  | 'words-too-long'
  | 'better-role-missing'
  | 'task-needs-category'
  | 'environment-not-described'
  | 'state-missing'
  | 'survey-for-missing'
  | 'contract-organization-missing'
  | 'surveyor-standing-missing'
  | 'federal-ids-differ'
  | 'id-malformed'
  | 'contractor-missing'
  | 'contractor-malformed'
  | 'general-user-first'
  | 'no-chain'
  | 'official-role-not-by-word'
  | 'not-outside'
  | 'done-stays'
  | 'nothing-to-take-back'
  | 'already-confirmed'
  | 'grant-unknown'
  | 'discipline-missing'
  | 'discipline-unknown'
  | 'role-known-already'
  | 'too-many-stated'
  | 'statement-unknown'
  | 'statement-settled'
  | 'own-statement'
  | 'official-role-by-list'
  | 'list-not-yours'
  | 'email-malformed'
  | 'question-unknown'
  | 'too-many-questions'
  | 'question-closed'
  | 'not-in-talk'
  | 'not-your-question'
  | 'join-settled'
  | 'not-joinable'
  | 'line-missing'
  | 'lines-used-up'
  | 'nobody-reads'
  | 'official-missing'
  | 'name-too-long'
  | 'own-address'
  | 'named-today'
  | 'official-known-now'
  | 'holds-a-secret';

/** The answer of a rule: a value, or a refusal. */
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** A yes with its value. */
export function yes<T>(value: T): Answer<T> {
  return { ok: true, value };
}

/** A no with its reason. */
export function no(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
