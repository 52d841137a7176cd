import { asksFor } from '#copy/card.ts';
import { dayWords } from '#copy/days.ts';
import { leavingWords } from '#copy/departure.ts';
import { home } from '#copy/home.ts';
import { inOrAt, list, nameList, placeLabel } from '#copy/words.ts';
import type { ShownProfile } from '#domain/shown.ts';
import { awayBlocks } from './away.ts';
import { colleaguesButton } from './checklist-invites.ts';
import { leavingButton } from './departure.ts';
import type { Block } from './elements.ts';
import { whoHasWhatButton } from './who-has-what.ts';

/** How many rows of what waits, and of what is still to do, stand on the page. */
const shownWaiting = 10;
const shownToDo = 5;

type Waiting = ShownProfile['waiting'][number];

/** What only officials see: what waits for them, what is to do in iQIES, and their organizations. */
export function officialBlocks({ waiting, seats, seatCount, away }: ShownProfile): Block[] {
  if (seats.length === 0 && waiting.length === 0) return [];
  const toDecide = waiting.filter((one) => hers(one).some((item) => item.state.status === 'pending'));
  const toDo = waiting.filter((one) => !toDecide.includes(one));
  return [
    { kind: 'divider' },
    { kind: 'heading', text: home.waiting },
    ...(toDecide.length === 0 ? [{ kind: 'text', text: [home.noneWaiting] } as const] : []),
    ...toDecide.slice(0, shownWaiting).map((one) => waitingRow(one, true)),
    ...more(toDecide.length - shownWaiting),
    ...(toDo.length === 0 ? [] : [{ kind: 'heading', text: home.toDo } as const]),
    ...toDo.slice(0, shownToDo).map((one) => waitingRow(one, false)),
    ...more(toDo.length - shownToDo),
    { kind: 'heading', text: home.seats },
    ...seats.map(
      ({ organization, placeName, others, leavesOn }): Block => ({
        kind: 'text',
        text: [
          ...home.seat(placeLabel(organization, placeName), nameList(others)),
          ...(leavesOn === null ? [] : [leavingWords.seat(dayWords(leavesOn))]),
        ],
        ...(organization.kind === 'provider' ? { button: leavingButton(organization, leavesOn !== null) } : {}),
      }),
    ),
    ...more(seatCount - seats.length),
    ...(seats.length === 0
      ? []
      : [{ kind: 'buttons', buttons: [whoHasWhatButton, colleaguesButton] } as const, ...awayBlocks(away)]),
  ];
}

const hers = ({ request, hers: ids }: Waiting) => request.items.filter((item) => ids.includes(item.id));

function waitingRow(one: Waiting, decide: boolean): Block {
  const places = list(
    hers(one).map((item) => placeLabel(item.organization, item.placeName)),
    3,
  );
  return {
    kind: 'text',
    text: home.waitingLine(asksFor(one.request), `${inOrAt(hers(one))} ${places}`, decide),
    button: { action: 'open-card', label: home.open, value: one.request.id },
  };
}

const more = (n: number): Block[] => (n > 0 ? [{ kind: 'note', text: home.more(n) }] : []);
