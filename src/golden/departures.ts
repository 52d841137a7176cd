/** Messages and dialogs about an official who leaves, for the table of views. */
import type { DepartureState, Phase } from '#domain/departure.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import * as views from '#views/departure.ts';
import type { Form, Message } from '#views/elements.ts';
import { oneOfficialMessage } from '#views/notice.ts';
import { statusMessage } from '#views/status.ts';
import { type Mood, provider, waiting } from './cast.ts';

function departure(
  mood: Mood,
  reader: ShownDeparture['reader'],
  phase: Phase,
  state: DepartureState,
  more: Partial<ShownDeparture> = {},
): ShownDeparture {
  return {
    id: 'a-departure',
    organization: provider(0),
    placeName: mood.placeName(0),
    official: mood.person(1),
    state,
    phase,
    byHerself: false,
    others: [],
    gone: [],
    confirmedBy: [mood.person(3)],
    takers: [],
    successors: [mood.person(4)],
    ticket: mood.words.slice(0, 60),
    removedBy: mood.person(3),
    reader,
    mayRemove: reader === 'desk',
    ...more,
  };
}

const asked: DepartureState = { is: 'asked', until: 1_795_000_000_000 };
const silent: DepartureState = { is: 'silent', because: 'no-answer', since: 1_795_000_000_000 };
const leaving: DepartureState = { is: 'leaving', on: '2026-11-30', at: 1_795_000_000_000 };
const removed: DepartureState = { is: 'removed', at: 1_795_000_000_000, by: 'person-3' };

/** Every kind of message: what each reader has at the steps that differ. */
export function departureMessages(mood: Mood): [string, Message][] {
  const others = { others: [mood.person(2), mood.person(3)] };
  const list: [string, ShownDeparture, Phase][] = [
    ['she is asked', departure(mood, 'official', 'asked', asked), 'asked'],
    ['she leaves', departure(mood, 'official', 'leaving:2026-11-30', leaving), 'leaving:2026-11-30'],
    ['her day has passed', departure(mood, 'official', 'past:2026-11-30', leaving), 'past:2026-11-30'],
    ['she is removed', departure(mood, 'official', 'removed', removed), 'removed'],
    ['reported', departure(mood, 'reporter', 'asked', asked, others), 'asked'],
    ['none is left', departure(mood, 'reporter', 'silent', silent), 'silent'],
    ['others are left', departure(mood, 'reporter', 'silent', silent, others), 'silent'],
    ['a colleague confirms', departure(mood, 'reporter', 'silent', silent), 'word:1'],
    ['a ticket', departure(mood, 'reporter', 'silent', silent), 'ticket'],
    ['to take over', departure(mood, 'reporter', 'removed', removed, { takers: [mood.person(0)] }), 'removed'],
    ['a PSO again', departure(mood, 'reporter', 'replaced', removed), 'replaced'],
    ['to a colleague', departure(mood, 'colleague', 'silent', silent, others), 'silent'],
    ['to the help desk', departure(mood, 'desk', 'silent', silent), 'silent'],
    ['of an earlier step', departure(mood, 'official', 'removed', removed), 'asked'],
  ];
  const moved = waiting(mood);
  const items = moved.items.map((item) => ({
    ...item,
    state: { status: 'held', since: 5 } as const,
    movedTo: { organization: provider(7), on: '2026-11-30' },
  }));
  return [
    ['statusMessage: a facility has another number', statusMessage({ ...moved, items })],
    ['oneOfficialMessage', oneOfficialMessage(provider(0), mood.placeName(0))],
    ...list.map(([name, shown, phase]): [string, Message] => [
      `departureMessage: ${name}`,
      views.departureMessage(shown, phase),
    ]),
  ];
}

export function departureForms(mood: Mood): [string, Form][] {
  const places = Array.from({ length: Math.min(100, mood.places) }, (_, n) => ({
    value: `ccn:${165_000 + n}`,
    label: `${mood.placeName(n).slice(0, 60)} (${165_000 + n})`,
  }));
  const officials = Array.from({ length: mood.places }, (_, n) => ({ grantId: `grant-${n}`, person: mood.person(n) }));
  const one = departure(mood, 'reporter', 'silent', silent, { gone: [mood.person(2)] });
  return [
    ['leftPlaceForm', views.leftPlaceForm(places)],
    ['leftWhoForm', views.leftWhoForm(provider(0), mood.placeName(0), officials)],
    ['leftSentForm', views.leftSentForm(one)],
    ['leftGuideForm', views.leftGuideForm(null, false)],
    [
      'leftGuideForm: none known',
      views.leftGuideForm({ organization: provider(0), placeName: mood.placeName(0) }, true),
    ],
    [
      'leavingForm',
      views.leavingForm(provider(0), mood.placeName(0), { day: '2026-11-30', more: 4, departureId: 'a-departure' }),
    ],
    ['leavingForm: first', views.leavingForm(provider(0), null, { day: null, more: 1, departureId: null })],
    ['serviceForm', views.serviceForm(one, mood.person(0))],
    ['ticketSavedForm', views.ticketSavedForm()],
    ['whoCanForm', views.whoCanForm()],
  ];
}
