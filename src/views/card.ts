import { roleById } from '#content/catalogue.ts';
import { follows } from '#copy/after-decision.ts';
import * as say from '#copy/card.ts';
import { answerLines, surveyorHints } from '#copy/forms.ts';
import { cardKnownFrom } from '#copy/known-from.ts';
import { oneByOne } from '#copy/one-by-one.ts';
import { toldReason } from '#copy/reasons.ts';
import { isOver } from '#copy/role-ends.ts';
import { talk } from '#copy/talk.ts';
import { surveyorHint } from '#domain/answers.ts';
import type { ItemId } from '#domain/item.ts';
import type { PersonId } from '#domain/person.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { takeBackButton } from './after-decision.ts';
import type { Block, Button, Message } from './elements.ts';
import { grouped, itemsValue, stateKey } from './grouped.ts';
import { removeItemsButton } from './role-ends.ts';
import { askButton, talkBlocks } from './talk.ts';

/**
 * The card of one official for one request, as it is true now.
 * @param hers the items she is an official for; empty turns the card to "no longer yours"
 */
export function requestCard(request: ShownRequest, viewer: PersonId, hers: readonly ItemId[]): Message {
  const items = request.items.filter((item) => hers.includes(item.id));
  if (items.length === 0) {
    const text = say.noLongerYours(request);
    return { fallback: text, blocks: [{ kind: 'text', text: [text] }] };
  }
  const pending = items.filter((item) => item.state.status === 'pending');
  return {
    fallback: say.cardFallback(request, items),
    blocks: [
      { kind: 'heading', text: say.asksFor(request) },
      { kind: 'text', text: say.forPlaces(items) },
      { kind: 'text', text: say.theyCould(request.role) },
      ...answered(request),
      { kind: 'note', text: say.whoAsks(request) },
      ...followsNote(request),
      ...(pending.length > 0 ? decideBlocks(request, pending, items) : []),
      ...grouped(
        items.filter((item) => item.state.status !== 'pending'),
        stateKey,
      )
        .slice(0, 8)
        .flatMap((group) => decidedBlocks(request, group, viewer)),
      ...talkBlocks(request, talk.earlierUnderDetails),
      ...(pending.length > 0 ? [] : askAfter(request, items)),
    ],
  };
}

/** Whether it was asked instead of an earlier request, or again after it. */
export const followsNote = ({ followsAt }: ShownRequest): Block[] =>
  followsAt === null ? [] : [{ kind: 'note', text: follows(followsAt) }];

/** What step 3 asked besides the organizations, with a hint where two answers do not fit together. */
export function answered(request: ShownRequest): Block[] {
  const lines = answerLines(request.answers);
  const forState = request.items.some(({ organization }) => organization.kind === 'state');
  const hint = surveyorHint(request.answers, forState && request.role.id === 'contract-surveyor');
  if (hint !== null) lines.push(surveyorHints[hint]);
  return lines.length === 0 ? [] : [{ kind: 'text', text: [lines.join('\n')] }];
}

/** Where nothing is left to decide, the question stands alone at the end, for as long as it may still matter. */
function askAfter(request: ShownRequest, items: readonly ShownItem[]): Block[] {
  const buttons = askButton(request, items);
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
}

function decideBlocks(request: ShownRequest, pending: readonly ShownItem[], all: readonly ShownItem[]): Block[] {
  const several = pending.length > 1;
  const value = itemsValue(pending);
  const approve: Button = several
    ? {
        action: 'approve',
        label: say.cardButtons.approveAll(pending.length),
        value,
        look: 'primary',
        confirm: say.confirmAll(request, pending.length),
      }
    : { action: 'approve', label: say.cardButtons.approve, value, look: 'primary' };
  const reject: Button = {
    action: 'reject',
    label: several ? say.cardButtons.rejectAll(pending.length) : say.cardButtons.reject,
    value,
    look: 'danger',
  };
  const each: Button[] = several ? [{ action: 'one-by-one', label: oneByOne.button, value }] : [];
  const details: Button = { action: 'details', label: say.cardButtons.details, value: itemsValue(all) };
  return [
    { kind: 'text', text: [say.doYouKnow(request.requester)] },
    { kind: 'buttons', buttons: [approve, reject, ...each, ...askButton(request, all), details] },
  ];
}

/** What became of items that are no longer pending, and what is left to do about them. */
function decidedBlocks(request: ShownRequest, group: readonly ShownItem[], viewer: PersonId): Block[] {
  const [item] = group;
  if (!item) return [];
  const { state } = item;
  const known = cardKnownFrom(request, group, viewer);
  switch (state.status) {
    case 'approved': {
      const yours = state.by === viewer;
      const text =
        known ??
        (yours || item.decidedBy === null
          ? say.youApproved(request, group)
          : say.othersApproved(group, item.decidedBy, state.at));
      const sent = item.sentAt === null ? [say.approvedNotSent(request)] : say.approvedAndSent(request, item.sentAt);
      return [
        { kind: 'text', text },
        { kind: 'note', text: sent },
        {
          kind: 'buttons',
          buttons: [
            {
              action: 'done',
              label: say.cardButtons.done,
              value: itemsValue(group),
              ...(yours ? { look: 'primary' as const } : {}),
            },
            { action: 'ask-to-send', label: say.cardButtons.notYet, value: itemsValue(group) },
            takeBackButton(group),
          ],
        },
      ];
    }
    case 'active':
      if (item.over) return [{ kind: 'text', text: isOver(group, viewer) }];
      return [
        {
          kind: 'text',
          text:
            known ??
            say.isActive(group, item.doneBy?.personId === viewer ? 'you' : (item.doneBy?.name ?? ''), state.doneAt),
        },
        ...(request.role.official ? [] : [{ kind: 'buttons', buttons: [removeItemsButton(group)] } as const]),
      ];
    case 'rejected': {
      const better = state.betterRole === null ? null : roleById(state.betterRole).label;
      const by = state.by === viewer ? 'You' : (item.decidedBy?.name ?? '');
      return [
        {
          kind: 'text',
          text: known ?? say.isRejected(group, by, state.at, toldReason(state.reason, state.words, better)),
        },
      ];
    }
    case 'withdrawn':
      return [{ kind: 'text', text: known ?? say.isWithdrawn(request, group, state.at) }];
    case 'expired':
      return [{ kind: 'text', text: say.isExpired(group) }];
    case 'pending':
    case 'held':
    case 'outside':
      return [];
  }
}
