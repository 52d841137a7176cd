import { reporting } from '#copy/departure.ts';
import { formWords } from '#copy/forms.ts';
import {
  howToLook,
  lookSource,
  naming,
  noneSource,
  notKnown,
  notSure,
  notSureSource,
  wayTitles,
  weHaveNone,
} from '#copy/not-known.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import { type Organization, organizationKey } from '#domain/organization.ts';
import type { Block, Button, Form } from './elements.ts';

/** The four ways on where no security official is known for a place. */

export interface UnknownPlaceShown {
  draftId: string;
  organization: Organization;
  placeName: string | null;
}

/** Up to so many places show their four ways at once; more have one button each that opens them. */
const directly = 3;

/** One place in a list with `among` such places: what is so, and its ways on. */
export function unknownPlaceBlocks(place: UnknownPlaceShown, among: number): Block[] {
  const text = notKnown.says(place.organization, place.placeName);
  return among <= directly
    ? [
        { kind: 'text', text },
        { kind: 'buttons', buttons: wayButtons(place) },
      ]
    : [{ kind: 'text', text, button: { action: 'way-all', label: notKnown.whatNow, value: buttonValue(place) } }];
}

/** Places that stay in the form after the others were sent; the form has the rest. */
export function stayingBlocks(places: readonly UnknownPlaceShown[]): Block[] {
  const shown = places.slice(0, 10);
  const rest = places.length - shown.length;
  return [
    ...shown.flatMap((place) => unknownPlaceBlocks(place, places.length)),
    ...(rest > 0 ? [{ kind: 'note', text: [notKnown.more(rest)] } as const] : []),
  ];
}

/** A place as a button carries it: the draft and the organization. */
const buttonValue = ({ draftId, organization }: UnknownPlaceShown): string =>
  `${draftId}|${organizationKey(organization)}`;

type Way = 'know' | 'look' | 'none' | 'unsure';

function wayButtons(place: UnknownPlaceShown, without: Way | null = null): Button[] {
  const ways: readonly Way[] = ['know', 'look', 'none', 'unsure'];
  return ways
    .filter((way) => way !== without)
    .map((way) => ({ action: `way-${way}`, label: notKnown[way], value: buttonValue(place) }));
}

/** What one way says, with the other ways below it, so that no dialog has to be closed for the next one. */
export function wayForm(
  way: 'all' | 'look' | 'none' | 'unsure',
  place: UnknownPlaceShown & { environment: Environment; officialRole: Role },
): Form {
  const others = wayButtons(place, way === 'all' ? null : way);
  return {
    name: 'way',
    title: wayTitles[way],
    submit: null,
    close: formWords.back,
    memo: { place: buttonValue(place) },
    blocks: [...wayBlocks(way, place), { kind: 'divider' }, { kind: 'buttons', buttons: others }],
  };
}

function wayBlocks(
  way: 'all' | 'look' | 'none' | 'unsure',
  place: UnknownPlaceShown & { environment: Environment; officialRole: Role },
): Block[] {
  const { organization, placeName, environment, officialRole } = place;
  switch (way) {
    case 'all':
      return [{ kind: 'text', text: notKnown.says(organization, placeName) }];
    case 'look':
      return [
        { kind: 'text', text: howToLook(environment) },
        { kind: 'note', text: [lookSource(organization)] },
      ];
    case 'none': {
      const ask: Button = { action: 'way-official', label: notKnown.askFor(officialRole), value: buttonValue(place) };
      return [
        { kind: 'text', text: weHaveNone(organization) },
        { kind: 'buttons', buttons: [{ ...ask, look: 'primary' }, ...leftButton(place)] },
        { kind: 'note', text: [noneSource(organization)] },
      ];
    }
    case 'unsure':
      return [
        { kind: 'text', text: notSure(organization, placeName) },
        { kind: 'note', text: [notSureSource] },
      ];
  }
}

/** There was one, who left: for facilities. */
const leftButton = (place: UnknownPlaceShown): Button[] =>
  place.organization.kind === 'provider'
    ? [{ action: 'report-left', label: reporting.button, value: organizationKey(place.organization) }]
    : [];

/** "I know who": name and address, for the operator. */
export function namingForm(place: UnknownPlaceShown, nameMax: number): Form {
  const words = { kind: 'input', type: 'words', optional: true, multiline: false, starts: '' } as const;
  return {
    name: 'name-official',
    title: naming.title,
    submit: naming.send,
    close: formWords.back,
    memo: { place: buttonValue(place) },
    blocks: [
      { kind: 'text', text: naming.about(place.organization, place.placeName) },
      { ...words, id: 'official-name', label: naming.name, hint: naming.nameHint, most: nameMax },
      { ...words, id: 'official-email', label: naming.email, most: 254 },
      { kind: 'note', text: [naming.note] },
    ],
  };
}

/** What stands there after a name was passed on. */
export function passedOnForm(): Form {
  return {
    name: 'passed-on',
    title: naming.title,
    submit: null,
    close: formWords.finish,
    memo: {},
    blocks: [
      { kind: 'text', text: [naming.passedOn] },
      { kind: 'note', text: [naming.passedNext] },
    ],
  };
}
