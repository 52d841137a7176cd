import { facts } from '#content/facts.ts';
import type { OutsideReason, Tally } from '#domain/item.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { awayNote } from './away.ts';
import { trainingFirst } from './card.ts';
import { bold, dated, moment, type Text } from './text.ts';
import { list, nameList, officialTitle, placeLabel } from './words.ts';

/** What the requester reads about her own request (model wording 4 to 7). */

const labels = (items: readonly ShownItem[]): string =>
  list(
    items.map((item) => placeLabel(item.organization, item.placeName)),
    10,
  );

/** "Assessment Submitter: 1 of 2 approved". */
export function statusTitle(request: ShownRequest, tally: Tally): string {
  if (request.items.length > 0 && request.items.every(({ over }) => over))
    return trainingFirst(request.environment, `${request.role.label}: no longer yours`);
  const waits = tally.active === tally.all && request.items.some(({ unconfirmed }) => unconfirmed);
  return trainingFirst(
    request.environment,
    `${request.role.label}: ${waits ? 'waiting to be confirmed' : tallyWords(tally)}`,
  );
}

/** A request's status in words, computed from its items. */
function tallyWords({ all, approved, active, rejected, undecided }: Tally): string {
  const of = (n: number, word: string) =>
    all === 1 ? word : n === all ? `all ${all} ${word}` : `${n} of ${all} ${word}`;
  if (active === all) return of(all, 'ready');
  if (undecided === all) return 'waiting for a decision';
  const parts = [
    ...(active > 0 ? [of(active, 'ready')] : []),
    ...(approved - active > 0 ? [of(approved - active, 'approved')] : []),
    ...(rejected > 0 ? [of(rejected, 'not approved')] : []),
    ...(undecided > 0 ? [of(undecided, 'waiting')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'withdrawn';
}

/** Who got it: those who are here, or all where all are away. */
function askedOf(officials: readonly ShownPerson[]): readonly ShownPerson[] {
  const here = officials.filter(({ backAt }) => backAt === undefined);
  return here.length === 0 ? officials : here;
}

export const waitsFor = (items: readonly ShownItem[]): Text => {
  const [item] = items;
  const officials = item?.officials ?? [];
  return [
    bold(labels(items)),
    `: sent to ${nameList(askedOf(officials))}. It can take several days.`,
    ...awayNote(officials),
  ];
};

export const andMore = (n: number): Text => [`And ${n} more; the title counts them too.`];

export const oneStepLeft: Text = [
  bold('One step left:'),
  ' send the same request in iQIES; without it they have nothing to approve there.',
];

export const sentInIqies = (at: number): Text => ['You said on ', dated(at), ' that you sent it in iQIES.'];

export const approvedNotDone = (items: readonly ShownItem[], by: string, sent: boolean): Text => [
  bold(labels(items)),
  sent
    ? `: ${by} approved your request. It still has to be done in iQIES; I’ll tell you when.`
    : `: ${by} approved your request here. Send the same request in iQIES now, so that it can be approved there.`,
];

export const ready = (items: readonly ShownItem[], at: number): Text => [
  bold(labels(items)),
  ': your role has been ready since ',
  moment(at),
  '.',
];

export const notApproved = (items: readonly ShownItem[], by: string, reason: string): Text => [
  bold(labels(items)),
  `: ${by} did not approve it. Reason given: “${reason}”`,
];

export const withdrawn = (items: readonly ShownItem[]): Text => [
  bold(labels(items)),
  ': withdrawn. If you sent it in iQIES too, it still waits there.',
];

export const expired = (items: readonly ShownItem[]): Text => [
  bold(labels(items)),
  ': expired without a decision. You can ask again. If you sent it in iQIES too, it still waits there.',
];

export const held = (items: readonly ShownItem[]): Text => [
  bold(labels(items)),
  ': waiting, because it has no security official now. You don’t need to ask again. It moves on by itself when a new one is approved.',
];

/** Where nobody here can press a button: what that means and what to do. */
export function outside(items: readonly ShownItem[], reason: OutsideReason): Text {
  const [item] = items;
  const news = `For news, ask the Service Center: ${facts.serviceCenterPhone.value}.`;
  const title = item ? officialTitle(item.organization) : 'security official';
  const words: Record<OutsideReason, string> = {
    'first-official': `the first ${title} is approved by CMS, and CMS is not in this chat. Send the request in iQIES. ${news}`,
    'cms-decides': `CMS decides this, and CMS is not in this chat. Send the request in iQIES. ${news}`,
    'official-not-in-chat': `${nameList(item?.officials ?? [])} decides this and is not in this chat. Send the request in iQIES; it is decided there.`,
    'own-request': `you are the only ${title} I know there, and nobody decides their own request. Send it in iQIES, where CMS can decide it, and find a second official first. ${news}`,
  };
  return [bold(labels(items)), `: ${words[reason]}`];
}

export const statusButtons = {
  steps: 'Show my iQIES steps',
  sent: 'I sent it in iQIES',
  withdraw: 'Withdraw',
  another: 'Ask for another role',
} as const;

export const confirmWithdraw = {
  title: 'Withdraw this request?',
  text: 'What nobody has decided yet is taken back, and the officials are told. What was approved stays.',
  yes: 'Withdraw',
  no: 'Keep it',
} as const;
