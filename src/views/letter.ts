import { mailWords, subjectOf } from '#copy/mail.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import type { Platform } from '#domain/person.ts';
import type { Block, Message } from './elements.ts';

/** An e-mail: the same blocks as a message in chat, with a title, and links in place of what buttons do there. */
export interface Letter {
  /** The subject, and the heading. */
  title: string;
  blocks: readonly Block[];
  links: readonly { label: string; to: string }[];
  /** Why its reader gets it. */
  why: string;
}

/** What was told in chat, for the requester. @param chat where the message stands; null: no link leads there */
export function noticeLetter(
  about: string,
  { role, environment }: { role: Role; environment: Environment },
  message: Message,
  chat: { platform: Platform; to: string } | null,
): Letter {
  return {
    title: subjectOf(about, role, environment),
    blocks: message.blocks,
    links: chat === null ? [] : [{ label: mailWords.goOn(chat.platform), to: chat.to }],
    why: mailWords.whyRequester,
  };
}
