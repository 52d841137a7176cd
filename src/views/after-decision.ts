import { roleById } from '#content/catalogue.ts';
import * as say from '#copy/after-decision.ts';
import { trainingFirst } from '#copy/card.ts';
import { formWords } from '#copy/forms.ts';
import { setUpFailed, setUpWords } from '#copy/provisioning.ts';
import { talk } from '#copy/talk.ts';
import { plain, type Text } from '#copy/text.ts';
import type { Settlement } from '#domain/after-decision.ts';
import type { Environment, RoleId } from '#domain/catalogue.ts';
import type { ItemId, ItemState } from '#domain/item.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import type { Block, Button, Form, Message } from './elements.ts';
import { itemsValue } from './grouped.ts';

/** Buttons, dialogs and messages for what is said about a request besides approving and rejecting it here. */

/** "Take it back", for as long as an approval is not done in iQIES. */
export const takeBackButton = (items: readonly ShownItem[]): Button => ({
  action: 'take-back',
  label: say.takingBack.button,
  value: itemsValue(items),
});

/** Where an official says why. The items stand in the memo; who may is looked up when it is sent. */
export function takeBackForm(request: ShownRequest, itemIds: readonly ItemId[]): Form {
  const items = request.items.filter((item) => itemIds.includes(item.id));
  return {
    name: 'take-back',
    title: say.takingBack.title,
    submit: say.takingBack.button,
    close: formWords.close,
    memo: { items: itemsValue(items) },
    blocks: [
      { kind: 'text', text: say.takingBack.about(request, items) },
      { kind: 'note', text: [say.takingBack.onlyHere] },
      {
        kind: 'input',
        type: 'words',
        id: 'words',
        label: say.takingBack.reason,
        hint: say.takingBack.reasonHint,
        multiline: true,
        most: 500,
        starts: '',
      },
    ],
  };
}

/** "Already decided in iQIES", in an official's Details of what waits for a decision. */
export function decidedThereBlocks(request: ShownRequest, items: readonly ShownItem[]): Block[] {
  const pending = items.filter(({ state }) => state.status === 'pending');
  if (pending.length === 0) return [];
  const button = (outcome: 'approved' | 'rejected'): Button => ({
    action: `${outcome}-in-iqies`,
    label: say.decidedThere[outcome],
    value: itemsValue(pending),
    confirm: say.confirmDecidedThere(request, pending, outcome),
  });
  return [
    { kind: 'text', text: [say.decidedThere.question] },
    { kind: 'buttons', buttons: [button('approved'), button('rejected')] },
  ];
}

/** "I got the approval e-mail", for an ordinary role that was approved and is not done yet. */
export function mailCameButton(request: ShownRequest, items: readonly ShownItem[]): Button | null {
  if (request.role.official || items[0]?.state.status !== 'approved') return null;
  return { action: 'mail-came', label: say.herWord.mail, value: itemsValue(items), confirm: say.herWord.confirmMail };
}

/** The outcome of what is decided in iQIES itself, for the requester to record. */
export function outcomeBlocks(request: ShownRequest, items: readonly ShownItem[]): Block[] {
  if (items[0]?.state.status !== 'outside') return [];
  const button = (outcome: 'approved' | 'rejected'): Button => ({
    action: `outcome-${outcome}`,
    label: say.herWord[outcome],
    value: itemsValue(items),
    confirm: say.herWord.confirm(outcome, request.role.official),
  });
  return [{ kind: 'buttons', buttons: [button('approved'), button('rejected')] }];
}

/** "Change": withdraws what is undecided and opens the form filled in. */
export const changeButton = (request: ShownRequest): Button => ({
  action: 'change',
  label: say.askedAnew.change,
  value: request.id,
  confirm: say.askedAnew.confirmChange,
});

/** "Ask again", for what was rejected or withdrawn or has expired. */
export function askAgainButton(request: ShownRequest): Button[] {
  const over = request.items.filter(({ state, over }) => isOver(state) || over);
  return over.length === 0 ? [] : [{ action: 'ask-again', label: say.askedAnew.again, value: itemsValue(over) }];
}

/** It came to nothing, and may be asked for again. */
function isOver({ status }: ItemState): boolean {
  return status === 'rejected' || status === 'withdrawn' || status === 'expired';
}

/** What a message about this says, besides the request. */
export type AfterNotice =
  | { about: 'taken-back'; by: string; reason: string | null }
  | { about: 'approved-in-iqies' | 'rejected-in-iqies'; by: string }
  | { about: 'mail-came' }
  | { about: 'set-up' }
  | { about: 'set-up-failed'; reason: string | null }
  | { about: 'requester-gone' }
  | { about: 'settled'; as: Settlement; reason: string | null };

/** A message sent once to the requester or to an official, about these items. */
export function afterNoticeMessage(
  request: ShownRequest,
  items: readonly ShownItem[],
  notice: AfterNotice,
  toRequester: boolean,
): Message {
  const text = textOf(request, items, notice, toRequester);
  const buttons = toRequester ? buttonsOf(items, notice) : [];
  const blocks: Block[] = [{ kind: 'text', text }];
  return { fallback: plain(text), blocks: buttons.length > 0 ? [...blocks, { kind: 'buttons', buttons }] : blocks };
}

/** The operator confirmed a security-official role: its person decides from now on. */
export function roleConfirmedMessage(roleId: RoleId, environment: Environment, place: string): Message {
  const text = trainingFirst(environment, say.roleConfirmed(roleById(roleId).label, place));
  return { fallback: text, blocks: [{ kind: 'text', text: [text] }] };
}

function textOf(request: ShownRequest, items: readonly ShownItem[], notice: AfterNotice, toRequester: boolean): Text {
  switch (notice.about) {
    case 'taken-back':
      return say.takenBack(request, items, notice.by, notice.reason, toRequester);
    case 'approved-in-iqies':
      return say.approvedInIqies(request, items, notice.by);
    case 'rejected-in-iqies':
      return say.rejectedInIqies(request, items, notice.by);
    case 'set-up':
      return setUpWords(request, items, toRequester);
    case 'set-up-failed':
      return setUpFailed(request, items, notice.reason);
    case 'requester-gone':
      return say.requesterGone(request, items);
    case 'mail-came':
      return say.mailCame(request, items);
    case 'settled':
      return say.settled(request, items, notice.as, notice.reason, toRequester);
  }
}

/** The one next step of somebody whose request came to nothing. */
function buttonsOf(items: readonly ShownItem[], notice: AfterNotice): Button[] {
  const [first] = items;
  const ended = notice.about === 'rejected-in-iqies' || (notice.about === 'settled' && notice.as === 'rejected');
  if (!ended || first === undefined) return [];
  return [
    { action: 'ask-again', label: say.askedAnew.again, value: itemsValue(items), look: 'primary' },
    ...(notice.about === 'rejected-in-iqies' && first.decidedBy
      ? [{ action: 'talk-decider', label: talk.writeTo(first.decidedBy), value: itemsValue(items) }]
      : []),
  ];
}
