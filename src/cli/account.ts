import type { Identity } from '#application/ledger.ts';
import type { Named } from '#storage/find-person.ts';

/** An account as the operator writes it: slack:T0123456789/U0123456789. @returns null when it is none */
export function identityOf(account: string): Identity | null {
  const [, platform, scope, userId] = /^(slack|teams):([^/\s]{1,100})\/([^/\s]{1,100})$/.exec(account) ?? [];
  if ((platform !== 'slack' && platform !== 'teams') || scope === undefined || userId === undefined) return null;
  return { platform, scope, userId };
}

/** A person as the operator writes her: an address, an account, or the id in the record. */
export function namedBy(text: string): Named {
  const account = identityOf(text.trim());
  if (account !== null) return { account };
  return text.includes('@') ? { email: text } : { personId: text.trim() };
}
