import type { Deps } from '#application/deps.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { showRequest } from '#application/shown.ts';
import type { Logger } from '#channels/log-port.ts';
import type { RequestFlow } from '#channels/request-flow.ts';
import { whoCanInstead } from '#channels/who-can.ts';
import { refusals } from '#copy/refusals.ts';
import type { RequestId } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import type { Typed } from './typed.ts';

/** What every button and form works with, on any platform. */
export interface ClickContext {
  deps: Deps;
  flow: RequestFlow;
  log: Logger;
}

/** A button that was pressed, and who pressed it. */
export interface Click {
  person: KnownPerson;
  value: string;
  /** The same for a click that comes again: it decides once. */
  once?: string | undefined;
  /** The dialog it stands in: what it carries, and what stands in its inputs. null in messages and on Home. */
  dialog: { memo: Readonly<Record<string, string>>; typed: Typed } | null;
}

/** What a click leads to. */
export type After =
  /** `notOpened` is said where the form can't be shown and something was changed all the same. */
  | { open: Form | null; notOpened?: string }
  /** `refuse` is set where no use case recorded the refusal. */
  | { say: string; refuse?: Refusal }
  /** Said privately; it is no refusal. */
  | { tell: string }
  | Replaced
  | Record<string, never>;

/** The dialog of the click changes. Outside a dialog there is nothing to replace. */
interface Replaced {
  replace: Form;
  /** The dialog below all others, where the click's own stands on top of it: shown true as well. */
  root?: Form | undefined;
  /** Not when the dialog changed since: a slow second click never undoes a newer step. */
  unlessMoved?: true;
  /** What was refused. */
  say?: string;
  refuse?: Refusal;
}

/** What a button does. `opens`: it leads to a dialog, which some platforms want to know before it is pressed. */
export interface ButtonRule {
  opens: boolean;
  press(click: Click): Promise<After>;
}

/** Buttons by their action id. */
export type Buttons = Readonly<Record<string, ButtonRule>>;

/** A button that changes or says something. */
export const acts = (press: ButtonRule['press']): ButtonRule => ({ opens: false, press });

/** A button that leads to a dialog. */
export const opens = (press: ButtonRule['press']): ButtonRule => ({ opens: true, press });

/** A refusal that no use case recorded: it is said and recorded. */
export const refuse = (refusal: Refusal): After => ({ say: refusals[refusal], refuse: refusal });

/** A refusal in words, with who decided or can decide where that may be said. */
export async function refusalWords(
  deps: Deps,
  requestId: RequestId,
  refusal: Refusal,
  person: KnownPerson,
): Promise<string> {
  const who = await whoCanInstead(deps)(requestId, refusal, person);
  return who === '' ? refusals[refusal] : `${refusals[refusal]} ${who}`;
}

/** A request as it is now; null when there is none. */
export async function shown({ deps }: ClickContext, requestId: RequestId | null) {
  if (requestId === null) return null;
  return deps.ledger.read(async (record) => {
    const stored = await record.request(requestId);
    return stored === null ? null : showRequest(record, stored);
  });
}
