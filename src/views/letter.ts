import { asksFor, doYouKnow } from '#copy/card.ts';
import { byMail, mailWords, operatorMail, subjectOf } from '#copy/mail.ts';
import { reminder } from '#copy/waiting.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import type { ItemId } from '#domain/item.ts';
import type { PersonId, Platform } from '#domain/person.ts';
import type { ShownRequest } from '#domain/shown.ts';
import { requestCard } from './card.ts';
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

/** A request that waits for an official who is not in chat: the card's own words, and where she decides. */
export function requestLetter(request: ShownRequest, itemIds: readonly ItemId[]): Letter {
  const items = request.items.filter(({ id }) => itemIds.includes(id));
  const inChat = items.flatMap(({ state, officials }) =>
    state.status === 'pending' ? officials.filter(({ personId }) => personId !== null) : [],
  );
  const others = [...new Map(inChat.map((one) => [one.personId, one])).values()];
  const asked = doYouKnow(request.requester);
  return {
    title: asksFor(request),
    blocks: [
      { kind: 'text', text: byMail.where },
      ...cardWords(request, itemIds).filter(
        ({ kind, ...block }) => !(kind === 'text' && 'text' in block && block.text[0] === asked),
      ),
      { kind: 'text', text: byMail.how(request) },
      ...(items.every(({ sentAt }) => sentAt === null)
        ? [{ kind: 'note', text: byMail.notSent(request) } as const]
        : []),
      ...(others.length === 0 ? [] : [{ kind: 'note', text: [byMail.others(others)] } as const]),
    ],
    links: [],
    why: mailWords.whyOfficial,
  };
}

/** What waits for an official who is not in chat, the oldest first. @param all how many requests, with those not shown */
export function reminderLetter(
  rows: readonly { request: ShownRequest; itemIds: readonly ItemId[]; since: number }[],
  all: number,
): Letter {
  return {
    title: reminder.title(all, 0),
    blocks: [
      { kind: 'text', text: byMail.reminderWhere },
      ...rows.map(({ request, itemIds, since }): Block => {
        const items = request.items.filter(({ id }) => itemIds.includes(id));
        return { kind: 'text', text: reminder.line(request, items, { since, decide: true, endsAt: null }) };
      }),
      ...(all > rows.length ? [{ kind: 'note', text: reminder.more(all - rows.length) } as const] : []),
    ],
    links: [],
    why: mailWords.whyOfficial,
  };
}

/** Why an official who was written to has nothing left to do. */
export type Over =
  | { why: 'removed' }
  | { why: 'decided'; itemIds: readonly ItemId[] }
  | { why: 'in-chat'; platform: Platform; to: string | null };

/** The e-mail that follows when nothing is left of a request for an official who was written to. */
export function overLetter(request: ShownRequest, over: Over): Letter {
  const title = byMail.over(request);
  const letter = { title, links: [], why: mailWords.whyOfficial };
  switch (over.why) {
    case 'removed':
      return { ...letter, blocks: [{ kind: 'text', text: [byMail.removed] }] };
    case 'in-chat':
      return {
        ...letter,
        title: asksFor(request),
        blocks: [{ kind: 'text', text: [byMail.inChat] }],
        links: over.to === null ? [] : [{ label: mailWords.goOn(over.platform), to: over.to }],
      };
    case 'decided':
      return { ...letter, blocks: [{ kind: 'text', text: [byMail.decided] }, ...cardWords(request, over.itemIds)] };
  }
}

/** Notices for the operator, oldest first. @param all how many there are, with those that are not shown */
export function operatorLetter(notices: readonly { at: number; words: string }[], all: number): Letter {
  const more = all - notices.length;
  return {
    title: operatorMail.title(all),
    blocks: [
      ...notices.map(({ at, words }): Block => ({ kind: 'text', text: [{ at }, `: ${words}`] })),
      ...(more > 0 ? [{ kind: 'text', text: [operatorMail.more(more)] } as const] : []),
      { kind: 'note', text: [operatorMail.list] },
    ],
    links: [],
    why: operatorMail.why,
  };
}

/** What a card says, without its heading, which is the letter's title. */
function cardWords(request: ShownRequest, itemIds: readonly ItemId[]): Block[] {
  return requestCard(request, nobody, itemIds).blocks.filter(({ kind }) => kind !== 'heading');
}

/** No person has this id: a card drawn for it says of everybody who did what. */
const nobody: PersonId = '';
