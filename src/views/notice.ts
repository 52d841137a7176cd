import { roleById } from '#content/catalogue.ts';
import { checklistWords } from '#copy/checklist.ts';
import { movedText } from '#copy/moved.ts';
import * as say from '#copy/notices.ts';
import { toldReason } from '#copy/reasons.ts';
import { refusals } from '#copy/refusals.ts';
import { talk } from '#copy/talk.ts';
import { plain, type Text } from '#copy/text.ts';
import type { RoleId } from '#domain/catalogue.ts';
import type { ItemId } from '#domain/item.ts';
import type { Organization, OrganizationKey } from '#domain/organization.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import type { Block, Button, Message } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** What a notice about a request says. */
export type RequestNotice =
  | 'approved'
  | 'rejected'
  | 'active'
  | 'please-send'
  | 'held'
  | 'moved-on'
  | 'went-outside'
  | 'second-official';

/** A message sent once about items of a request. `by` is the name of who did it. */
export function noticeMessage(
  about: RequestNotice,
  request: ShownRequest,
  itemIds: readonly ItemId[],
  by: string,
): Message {
  const items = request.items.filter((item) => itemIds.includes(item.id));
  return message(textOf(about, request, items, by), buttonsOf(about, request, items));
}

function textOf(about: RequestNotice, request: ShownRequest, items: readonly ShownItem[], by: string): Text {
  switch (about) {
    case 'approved':
      return say.approved(request, items, by);
    case 'rejected':
      return say.rejected(request, items, by, reasonOf(items));
    case 'active':
      return say.active(request, items);
    case 'please-send':
      return say.pleaseSend(request, items, by);
    case 'held':
      return items[0]?.movedTo ? movedText(items, items[0].movedTo) : say.held(items);
    case 'moved-on':
      return say.movedOn(items);
    case 'went-outside':
      return say.wentOutside(items);
    case 'second-official':
      return say.secondOfficial(items);
  }
}

function reasonOf(items: readonly ShownItem[]): string {
  const state = items[0]?.state;
  if (state?.status !== 'rejected') return '';
  return toldReason(state.reason, state.words, state.betterRole === null ? null : roleById(state.betterRole).label);
}

function buttonsOf(about: RequestNotice, request: ShownRequest, items: readonly ShownItem[]): Button[] {
  if (about === 'please-send' || (about === 'approved' && items.some((item) => item.sentAt === null))) {
    // "I sent it" stands in that dialog and in the status message, which are true when they are looked at; this one stays.
    return [{ action: 'iqies-steps', label: 'Show my iQIES steps', value: request.id, look: 'primary' }];
  }
  const [first] = items;
  const better = about === 'rejected' && first?.state.status === 'rejected' ? first.state.betterRole : null;
  return [
    ...(better === null
      ? []
      : [
          {
            action: 'ask-better',
            label: say.askFor(roleById(better).label),
            value: itemsValue(items),
            look: 'primary',
          } as const,
        ]),
    ...(about === 'rejected' && first?.decidedBy
      ? [{ action: 'talk-decider', label: talk.writeTo(first.decidedBy), value: itemsValue(items) }]
      : []),
  ];
}

/** The answer to a direct message: what the bot can do. */
export function welcomeMessage(): Message {
  return message(say.welcome, [
    { action: 'request-role', label: say.welcomeButtons.request, look: 'primary' },
    { action: 'my-requests', label: say.welcomeButtons.mine },
  ]);
}

/** What a written command leads to, where only a button can open a dialog. */
export function offerMessage(offer: 'request' | 'mine' | 'checklist'): Message {
  const deeds = {
    request: { action: 'request-role', label: say.welcomeButtons.request },
    mine: { action: 'my-requests', label: say.welcomeButtons.mine },
    checklist: { action: 'checklist', label: checklistWords.open },
  } as const;
  const button: Button = { ...deeds[offer], look: 'primary' };
  return message(say.offers[offer], [button]);
}

/** Somebody waited for an official of a place, and there is one now. */
export function officialKnownMessage(place: string, roleId: RoleId, organization: OrganizationKey): Message {
  return message(say.officialKnown(place, roleById(roleId).label), [
    { action: 'resume-draft', label: say.goOn, value: `${roleId}|${organization}`, look: 'primary' },
  ]);
}

/** The only official of a place is told that two are recommended. */
export function oneOfficialMessage(organization: Organization, placeName: string | null): Message {
  return message(say.oneOfficial(organization, placeName), []);
}

/** A refused click in words, with who can do it instead where that may be said. */
export function refusalMessage(refusal: Refusal, who: string): Message {
  return message([who === '' ? refusals[refusal] : `${refusals[refusal]} ${who}`], []);
}

/** A message of one text. */
function message(text: Text, buttons: readonly Button[]): Message {
  const blocks: Block[] = [{ kind: 'text', text }];
  return { fallback: plain(text), blocks: buttons.length > 0 ? [...blocks, { kind: 'buttons', buttons }] : blocks };
}
