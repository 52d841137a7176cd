/** A person is known by a random id; what a platform says of her is her standing at this moment. */
export type PersonId = string;
export type Platform = 'slack' | 'teams';

/** What Slack or Teams says of an account (rules, section 1). */
export interface Account {
  platform: Platform;
  name: string;
  email: string | null;
  emailConfirmed: boolean;
  /** A guest: restricted in Slack, a guest of the tenant in Teams. */
  guest: boolean;
  /** Belongs to another workspace or tenant. */
  foreign: boolean;
  switchedOff: boolean;
}

/** The operator's lists that decide whether an address counts. */
export interface AddressLists {
  /** Domains whose addresses the platform vouches for here, lower case. */
  domains: readonly string[];
  /** Whole addresses or parts before the @ ("mds@") that several people share, lower case. */
  shared: readonly string[];
}

export type AccountProblem =
  | 'account-switched-off'
  | 'account-foreign'
  | 'account-guest'
  | 'email-missing'
  | 'email-unconfirmed'
  | 'email-domain-not-listed'
  | 'email-shared'
  | 'email-held-twice';

/** An account, with why it may not decide anything; null when it may. */
export interface KnownAccount {
  platform: Platform;
  email: string | null;
  problem: AccountProblem | null;
}

/**
 * Why an account may not decide anything, however right its grants are; null when it may.
 * @param heldTwice another live account of the platform has the same address
 */
export function accountProblem(account: Account, lists: AddressLists, heldTwice: boolean): AccountProblem | null {
  if (account.switchedOff) return 'account-switched-off';
  if (account.foreign) return 'account-foreign';
  if (account.guest) return 'account-guest';
  if (account.email === null) return 'email-missing';
  if (!account.emailConfirmed) return 'email-unconfirmed';
  const email = account.email.toLowerCase();
  if (!isListed(email, lists.domains)) return 'email-domain-not-listed';
  if (isShared(email, lists.shared)) return 'email-shared';
  if (heldTwice) return 'email-held-twice';
  return null;
}

/** Whether the domain of an address is one that the operator listed. */
export function isListed(email: string, domains: readonly string[]): boolean {
  return domains.includes(domainOf(email));
}

/** Whether a text can be an e-mail address. Whether it exists nobody here can know. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text);
}

/** Whether an address is on the operator's shared list: the whole address, or its part before the @ written as "mds@". */
export function isShared(email: string, shared: readonly string[]): boolean {
  const address = email.toLowerCase();
  const local = address.slice(0, address.lastIndexOf('@') + 1);
  return shared.includes(address) || shared.includes(local);
}

/** The part of an address after the last @, lower case; '' when there is none. */
function domainOf(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 0 ? '' : email.slice(at + 1).toLowerCase();
}

/**
 * Why an account may not ask for a role here; null when it may. Guests and people of other workspaces may only where
 * the operator allows it; without an address one can draft but not submit.
 * @param entered the operator entered an address for an account that has none
 */
export function requesterProblem(
  account: Account,
  guestsMayRequest: boolean,
  entered: boolean = false,
): AccountProblem | null {
  if (account.switchedOff) return 'account-switched-off';
  if (account.foreign && !guestsMayRequest) return 'account-foreign';
  if (account.guest && !guestsMayRequest) return 'account-guest';
  if (account.email === null && !entered) return 'email-missing';
  return null;
}
