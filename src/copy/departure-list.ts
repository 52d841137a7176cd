import type { ShownDeparture } from '#domain/shown-departure.ts';
import { dayWords } from './days.ts';
import { list, nameList, placeLabel } from './words.ts';

/** What the operator reads of officials who leave, in the terminal. Moments are UTC. */

const on = (ms: number): string => new Date(ms).toISOString();

function stands({ state, phase }: ShownDeparture): string {
  switch (state.is) {
    case 'asked':
      return `asked, has until ${on(state.until)}`;
    case 'silent':
      return state.because === 'not-in-chat' ? 'not in this chat, so not asked' : 'gave no answer';
    case 'left':
      return 'says: I have left';
    case 'leaving':
      return `said the last day: ${dayWords(state.on)}${phase.startsWith('past') ? ', which has passed' : ''}`;
    case 'here':
      return 'is still there; closed';
    case 'removed':
      return `removal recorded ${on(state.at)}${phase === 'replaced' ? '; the facility has a PSO again' : ''}`;
  }
}

const who = ({ official }: ShownDeparture): string =>
  `${official.name}${official.email === null ? '' : ` <${official.email}>`}`;

/** One case in a list. */
export const departureLine = (shown: ShownDeparture, openedAt: number): string =>
  `${shown.id} ${on(openedAt)} ${who(shown)}, ${placeLabel(shown.organization, shown.placeName)}: ${stands(shown)}`;

/** One case with everything that was said. */
export function departureInFull(shown: ShownDeparture, openedAt: number, said: readonly string[]): string[] {
  const { state, others, gone, ticket } = shown;
  const open = state.is !== 'here' && state.is !== 'removed';
  return [
    departureLine(shown, openedAt),
    ...said,
    others.length > 0 ? `Other PSOs there: ${nameList(others)}.` : 'No other PSO there.',
    ...(gone.length > 0 ? [`Gone as well: ${list(gone.map(({ name }) => name))}.`] : []),
    ...(ticket === null ? [] : [`Ticket at the Service Center: ${ticket}`]),
    ...(open
      ? [
          `When the Service Center has removed the role: departures record-removal ${shown.id}`,
          `When the official is still there after all: departures still-here ${shown.id}`,
        ]
      : []),
  ];
}

const sayingWords = {
  reported: 'reported it',
  follows: 'reported a colleague there and is told',
  gone: 'is a PSO there and says so too',
  'takes-over': 'takes it over',
} as const;

/** Who said what, and when. */
export const sayingLine = (name: string, says: keyof typeof sayingWords, at: number): string =>
  `- ${on(at)} ${name} ${sayingWords[says]}`;

export const none = 'Nobody was reported, and nobody said that she leaves.';
export const noneOpen = 'Nothing is open.';
export const unknown = (id: string): string =>
  `There is no case “${id.slice(0, 60)}”. “departures list” has their ids.`;
export const settledBefore = 'This is over already; “departures show” says how it stands. Nothing was changed.';
export const recorded =
  'Recorded. What waits there waits for the next PSO; everybody concerned is told. CMS approves the new PSO when there is no other; then: officials confirm.';
export const closed = 'Closed: the official is still there. Everybody concerned is told.';
