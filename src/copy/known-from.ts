import type { ItemState, KnownFrom } from '#domain/item.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { toldReason } from './reasons.ts';
import { bold, dated, type Text } from './text.ts';
import { firstName, list, placeLabel } from './words.ts';

/** How a decision became known that no official made with a button here: no sentence claims that somebody pressed one. */

const labels = (items: readonly ShownItem[], most: number): string =>
  list(
    items.map((item) => placeLabel(item.organization, item.placeName)),
    most,
  );

const operators = 'the people who run this bot';
export const Operators = 'The people who run this bot';
/** The end of a sentence about something for which a reason was given; nothing when it was erased. */
export const reasonGiven = (reason: string | null): string => (reason === null ? '' : ` Reason given: “${reason}”`);
export const rejectThere = ' If a request waits in iQIES, reject it there.';
export const stillThere = ' If you sent it in iQIES too, it still waits there.';

/** What the requester reads about items of which it is known otherwise than from a button pressed here; else null. */
export function statusKnownFrom(items: readonly ShownItem[]): Text | null {
  const [item] = items;
  const says = item === undefined ? null : knownToHer(item, item.state);
  return says === null ? null : [bold(labels(items, 10)), ': ', ...says];
}

function knownToHer(item: ShownItem, state: ItemState): Text | null {
  switch (state.status) {
    case 'approved':
      if (state.basis === undefined) return null;
      return [
        `${operators} recorded on `,
        dated(state.at),
        item.sentAt === null
          ? ' that it was approved. Send the same request in iQIES now, so that it can be approved there.'
          : ' that it was approved. It still has to be done in iQIES; I’ll tell you when.',
      ];
    case 'active':
      return state.doneBasis === undefined ? null : activeToHer(item, state, state.doneBasis);
    case 'rejected':
      return state.basis === undefined ? null : rejectedToHer(item, state, state.basis);
    case 'withdrawn':
      return state.basis === undefined ? null : [`${operators} withdrew it on `, dated(state.at), `.${stillThere}`];
    case 'pending':
    case 'held':
    case 'outside':
    case 'expired':
      return null;
  }
}

function activeToHer(item: ShownItem, state: Extract<ItemState, { status: 'active' }>, known: KnownFrom): Text {
  const ready = '. Your role is ready.';
  switch (known) {
    case 'in-iqies':
      return [`${item.doneBy?.name ?? ''} said on `, dated(state.doneAt), ` that it was approved in iQIES${ready}`];
    case 'operator':
      return [`${operators} recorded on `, dated(state.doneAt), ` that it is done in iQIES${ready}`];
    case 'downstream':
      return ['it was set up on ', dated(state.doneAt), ready];
    case 'requester':
      if (item.unconfirmed)
        return [
          'you told me on ',
          dated(state.doneAt),
          ` that it was approved in iQIES. You can decide requests here once ${operators} confirm it; they have been told.`,
        ];
      return [
        'you told me on ',
        dated(state.doneAt),
        state.basis === 'requester'
          ? ` that it was approved in iQIES${ready}`
          : ` that the approval e-mail came${ready}`,
      ];
  }
}

function rejectedToHer(item: ShownItem, state: Extract<ItemState, { status: 'rejected' }>, known: KnownFrom): Text {
  const at = dated(state.at);
  switch (known) {
    case 'in-iqies':
      return [`${item.decidedBy?.name ?? ''} said on `, at, ' that it was rejected in iQIES.'];
    case 'requester':
      return ['you told me on ', at, ' that it was rejected in iQIES.'];
    case 'downstream':
    case 'operator':
      return [
        `${operators} recorded on `,
        at,
        ` that it was not approved.${reasonGiven(toldReason(state.reason, state.words, null))}`,
      ];
  }
}

/** The same for an official's card; else null. */
export function cardKnownFrom(
  request: Pick<ShownRequest, 'requester'>,
  items: readonly ShownItem[],
  viewer: string,
): Text | null {
  const [item] = items;
  return item === undefined ? null : knownToOfficial(request, item, labels(items, 5), viewer);
}

function knownToOfficial(
  request: Pick<ShownRequest, 'requester'>,
  item: ShownItem,
  named: string,
  viewer: string,
): Text | null {
  const { state } = item;
  switch (state.status) {
    case 'approved':
      return state.basis === undefined
        ? null
        : [`${Operators} recorded ${named} as approved on `, dated(state.at), '. It still has to be done in iQIES.'];
    case 'active':
      return state.doneBasis === undefined
        ? null
        : activeToOfficial(state, state.doneBasis, firstName(request.requester), who(item.doneBy, viewer), named);
    case 'rejected':
      return state.basis === undefined
        ? null
        : rejectedToOfficial(state, state.basis, firstName(request.requester), who(item.decidedBy, viewer), named);
    case 'withdrawn':
      return state.basis === undefined
        ? null
        : [`${Operators} withdrew ${named} on `, dated(state.at), `.${rejectThere}`];
    case 'pending':
    case 'held':
    case 'outside':
    case 'expired':
      return null;
  }
}

const who = (person: ShownPerson | null, viewer: string): string =>
  person?.personId === viewer ? 'You' : (person?.name ?? '');

function activeToOfficial(
  { basis, doneAt }: Extract<ItemState, { status: 'active' }>,
  known: KnownFrom,
  requester: string,
  doneBy: string,
  named: string,
): Text {
  const at = dated(doneAt);
  switch (known) {
    case 'in-iqies':
      return [`${doneBy} recorded on `, at, ` that iQIES had approved ${named}.`];
    case 'operator':
      return [`${Operators} recorded ${named} as done in iQIES on `, at, '.'];
    case 'downstream':
      return [`${named} was set up by the system of the people who run this bot on `, at, '.'];
    case 'requester':
      return [
        `${requester} said on `,
        at,
        basis === 'requester'
          ? ` that ${named} was approved in iQIES.`
          : ` that the approval e-mail for ${named} came.`,
      ];
  }
}

function rejectedToOfficial(
  state: Extract<ItemState, { status: 'rejected' }>,
  known: KnownFrom,
  requester: string,
  by: string,
  named: string,
): Text {
  const at = dated(state.at);
  switch (known) {
    case 'in-iqies':
      return [`${by} recorded on `, at, ` that iQIES had rejected ${named}.`];
    case 'requester':
      return [`${requester} said on `, at, ` that ${named} was rejected in iQIES.`];
    case 'downstream':
    case 'operator': {
      const reason = reasonGiven(toldReason(state.reason, state.words, null));
      return [`${Operators} recorded ${named} as not approved on `, at, `.${reason}${rejectThere}`];
    }
  }
}
