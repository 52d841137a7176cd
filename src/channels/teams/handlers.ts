import type { KnownPerson } from '#application/ledger.ts';
import type { AskedIn } from '#channels/clicks/questions.ts';
import type { Form, Message, Option, Page } from '#views/elements.ts';
import type { Data } from './parse-asked.ts';
import type { Trail } from './trail.ts';

/**
 * What the bot does with what comes from Teams. The transport has checked the token, the tenant and the service URL, and
 * knows who it is; a handler's promise settles after its commit, and what it returns is the answer to the request.
 */
export interface TeamsHandlers {
  /** Written in her own chat. @param once the activity's own key: the same one is answered once */
  message(said: { person: KnownPerson; text: string; once: string | undefined }): Promise<Said>;
  /** The bot was mentioned in a channel or a group. What is said here is for the writer, in her own chat. */
  mention(said: { person: KnownPerson; text: string; once: string | undefined; asked: AskedIn }): Promise<Said>;
  execute(pressed: Pressed): Promise<Executed>;
  fetch(pressed: Pressed): Promise<Dialog>;
  submit(sent: Sent): Promise<Dialog>;
  /** Type-ahead of an input; at most fifteen are shown. */
  search(typed: { person: KnownPerson; dataset: string; query: string }): Promise<readonly Option[]>;
  /** A search from the message box. */
  compose(typed: { person: KnownPerson; command: string; query: string }): Promise<readonly FoundCard[] | string>;
  /** She has the app now. It can come again for the same installation. */
  installed(event: { person: KnownPerson }): Promise<Said>;
}

interface Pressed {
  person: KnownPerson;
  /** The activity's own key: what comes again decides nothing. */
  once: string | undefined;
  action: string;
  /** Ids only. */
  value: string;
}

/** A button in a dialog; `action` is 'submit' for the form's own. */
interface Sent extends Pressed {
  form: string;
  memo: Readonly<Record<string, string>>;
  /** What lies below the dialog, and how it was opened itself. */
  trail: Trail;
  data: Data;
}

/** What is sent to her own chat, after the commit, at once and once: best effort. Answers that must arrive are tasks. */
export type Said = { say: string } | { show: Message } | { page: Page } | Record<string, never>;

/** What the one who pressed sees under the card, or in its place. */
export type Executed = { say: string } | { show: Message } | Record<string, never>;

/** The dialog after a press. */
export type Dialog =
  | {
      form: Form;
      /** What lies below it, and how it was opened itself: goes along with its buttons. */
      trail?: Trail;
      /** What was typed, where the form is shown again. */
      typed?: Readonly<Record<string, string>>;
      wrong?: { field: string | null; text: string } | null;
      found?: Readonly<Record<string, readonly Option[]>>;
    }
  /** The dialog ends with these words. */
  | { say: string }
  | { close: true };

/** One result of a search from the message box: what the list shows, and what is inserted. */
export interface FoundCard {
  title: string;
  about: string;
  message: Message;
}
