import { roleById } from '#content/catalogue.ts';
import { statusKnownFrom } from '#copy/known-from.ts';
import { movedText } from '#copy/moved.ts';
import { toldReason } from '#copy/reasons.ts';
import { isOver } from '#copy/role-ends.ts';
import * as say from '#copy/status.ts';
import { talk } from '#copy/talk.ts';
import { isUndecided, tally } from '#domain/item.ts';
import type { ShownItem, ShownRequest } from '#domain/shown.ts';
import { askAgainButton, changeButton, mailCameButton, outcomeBlocks } from './after-decision.ts';
import type { Block, Button, Message } from './elements.ts';
import { grouped, stateKey } from './grouped.ts';
import { moveBlocks } from './moved.ts';
import { askOfficialsButton, talkBlocks } from './talk.ts';

/** The requester's message about her request, as it is true now. One message a request, edited with every change. */
export function statusMessage(request: ShownRequest): Message {
  const title = say.statusTitle(request, tally(request.items));
  return { fallback: title, blocks: [{ kind: 'heading', text: title }, ...talkAfter(request)] };
}

/** The conversation stands above the buttons. */
function talkAfter(request: ShownRequest): Block[] {
  const blocks = statusBlocks(request);
  const at = blocks.findLastIndex(({ kind }) => kind === 'buttons');
  return [...blocks.slice(0, at), ...talkBlocks(request, talk.earlier), ...blocks.slice(at)];
}

/** Places that read the same are one line; so many lines stand in one message. */
const shownGroups = 15;

/** What stands under the title; My Profile shows the same. */
export function statusBlocks(request: ShownRequest): Block[] {
  const all = grouped(request.items, stateKey);
  const groups = all.slice(0, shownGroups);
  const rest = all.slice(shownGroups).flat().length;
  const toSend = request.items.some((item) => item.sentAt === null && mayStillBeSent(item));
  const sentAt = request.items.find((item) => item.sentAt !== null && mayStillBeSent(item))?.sentAt ?? null;
  return [
    ...groups.flatMap((group) => groupBlocks(request, group)),
    ...(rest > 0 ? [{ kind: 'note', text: say.andMore(rest) } as const] : []),
    ...(toSend ? [{ kind: 'text', text: say.oneStepLeft } as const] : []),
    ...(sentAt === null ? [] : [{ kind: 'note', text: say.sentInIqies(sentAt) } as const]),
    ...buttons(request, toSend),
  ];
}

function mayStillBeSent(item: ShownItem): boolean {
  return isUndecided(item.state) || item.state.status === 'approved';
}

function groupBlocks(request: ShownRequest, group: readonly ShownItem[]): Block[] {
  const button = mailCameButton(request, group);
  const text = group[0]?.over ? isOver(group, null) : (statusKnownFrom(group) ?? groupText(group));
  return [
    { kind: 'text', text, ...(button === null ? {} : { button }) },
    ...outcomeBlocks(request, group),
    ...moveBlocks(group),
  ];
}

function groupText(group: readonly ShownItem[]) {
  const [item] = group;
  if (!item) return [];
  const { state } = item;
  switch (state.status) {
    case 'pending':
      return say.waitsFor(group);
    case 'held':
      return item.movedTo ? movedText(group, item.movedTo) : say.held(group);
    case 'outside':
      return say.outside(group, state.reason);
    case 'approved':
      return say.approvedNotDone(group, item.decidedBy?.name ?? '', item.sentAt !== null);
    case 'active':
      return say.ready(group, state.doneAt);
    case 'rejected': {
      const better = state.betterRole === null ? null : roleById(state.betterRole).label;
      return say.notApproved(group, item.decidedBy?.name ?? '', toldReason(state.reason, state.words, better));
    }
    case 'withdrawn':
      return say.withdrawn(group);
    case 'expired':
      return say.expired(group);
  }
}

function buttons(request: ShownRequest, toSend: boolean): Block[] {
  const undecided = request.items.some((item) => isUndecided(item.state));
  const wanted: Button[] = [
    ...(request.items.some(mayStillBeSent)
      ? [{ action: 'iqies-steps', label: say.statusButtons.steps, value: request.id }]
      : []),
    ...(toSend ? [{ action: 'sent', label: say.statusButtons.sent, value: request.id, look: 'primary' as const }] : []),
    ...(undecided
      ? [
          { action: 'withdraw', label: say.statusButtons.withdraw, value: request.id, confirm: say.confirmWithdraw },
          changeButton(request),
        ]
      : []),
    ...askOfficialsButton(request),
    ...askAgainButton(request),
    { action: 'another-role', label: say.statusButtons.another, value: request.id },
  ];
  return [{ kind: 'buttons', buttons: wanted }];
}
