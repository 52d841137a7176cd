/**
 * Channel-neutral forms, messages and pages. A channel's renderer translates these and adds nothing. Plain strings are
 * always shown as they are: no markup of any platform passes through them.
 */
import type { Text } from '#copy/text.ts';

export interface Button {
  action: string;
  label: string;
  /** Ids only; who clicked and whether they may is looked up at the click. */
  value?: string;
  look?: 'primary' | 'danger';
  /** Asked once before the click counts. */
  confirm?: { title: string; text: string; yes: string; no: string };
  /** A button that only opens a web page. */
  link?: string;
}

export interface Option {
  value: string;
  label: string;
  about?: string;
}

interface InputBase {
  kind: 'input';
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** Changes with what the input starts from, so that a new start replaces what was typed. */
  edition?: string;
  /** The platform tells of each choice at once, so that a form that is closed without a word has lost nothing. */
  keptAtOnce?: boolean;
}

export type Input =
  | (InputBase & { type: 'choice'; options: readonly Option[]; chosen?: string | undefined })
  | (InputBase & { type: 'pick'; options: readonly Option[]; chosen?: string | undefined })
  | (InputBase & { type: 'picks'; options: readonly Option[]; chosen: readonly Option[]; most: number })
  | (InputBase & { type: 'search'; chosen: readonly Option[]; most: number; placeholder: string })
  | (InputBase & { type: 'words'; multiline: boolean; most: number; starts: string; placeholder?: string })
  /** A day as `2026-11-30`; the platform brings its own calendar. */
  | (InputBase & { type: 'date'; starts: string | null })
  | (InputBase & { type: 'ticks'; options: readonly Option[]; ticked: readonly string[] });

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text; button?: Button }
  | { kind: 'note'; text: Text }
  | { kind: 'alert'; level: 'info' | 'warning' | 'error' | 'success'; text: string }
  | { kind: 'copy'; lines: readonly string[] }
  /** What people wrote, letter by letter: never markup, links or mentions of any platform. */
  | { kind: 'quotes'; quotes: readonly { from: string; at: number; words: string }[] }
  | { kind: 'divider' }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | Input;

/** A dialog. `memo` comes back with every click in it: ids and the step, nothing that decides anything. */
export interface Form {
  name: string;
  title: string;
  submit: string | null;
  close: string;
  blocks: readonly Block[];
  memo: Readonly<Record<string, string>>;
}

/** A chat message. `fallback` is what a notification and a screen reader say. */
export interface Message {
  fallback: string;
  blocks: readonly Block[];
  /** It takes the place of a message that stands there; where none does, nothing is posted. */
  editsOnly?: boolean;
}

/** A person's page: My Profile. */
export interface Page {
  blocks: readonly Block[];
}
