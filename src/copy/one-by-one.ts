import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { cardKnownFrom } from './known-from.ts';
import { bold, type Text } from './text.ts';
import { count, firstName, placeLabel } from './words.ts';

/** The words of the dialog in which an official decides place by place. */
export const oneByOne = {
  button: 'One by one',
  title: 'One by one',
  page: (from: number, to: number, all: number): string => `Places ${from} to ${to} of ${all}.`,
  earlier: 'Earlier',
  later: 'More',
  approveRest: (n: number): string => `Approve the rest (${n})`,
  notYours: (n: number): string => `${count(n, 'place is', 'places are')} no longer yours to decide.`,
  confirmRest: (request: ShownRequest, n: number) => ({
    title: `Approve the rest (${n})?`,
    text: `${request.requester.name} gets ${request.role.label} at ${count(n, 'place', 'places')} that you have not decided yet, on all pages.`,
    yes: `Approve ${n}`,
    no: 'Not now',
  }),
} as const;

/** A place, with what became of it. */
export const placeRow = (item: ShownItem, became: Text): Text => [
  bold(placeLabel(item.organization, item.placeName)),
  ...(item.placeDetail === null ? [] : [`, ${item.placeDetail}`]),
  ...(became.length === 0 ? [] : ['\n', ...became]),
];

/** What became of a place since it was asked for; nothing while it waits for the decision. */
export function becameOf(item: ShownItem, requester: ShownPerson, viewer: string): Text {
  const pressed = pressedHere(item, requester, viewer);
  return cardKnownFrom({ requester }, [item], viewer) ?? (pressed === null ? [] : [pressed]);
}

function pressedHere(item: ShownItem, requester: ShownPerson, viewer: string): string | null {
  const by = (person: ShownPerson | null) => (person?.personId === viewer ? 'You' : (person?.name ?? 'Someone'));
  switch (item.state.status) {
    case 'pending':
      return null;
    case 'approved':
      return `${by(item.decidedBy)} approved this.`;
    case 'active':
      return `${by(item.decidedBy)} approved this. It is done in iQIES.`;
    case 'rejected':
      return `${by(item.decidedBy)} rejected this.`;
    case 'withdrawn':
      return `${firstName(requester)} withdrew this.`;
    case 'expired':
      return 'This waited too long and has expired.';
    case 'held':
      return 'This waits until the place has a security official again.';
    case 'outside':
      return 'This is decided in iQIES itself.';
  }
}
