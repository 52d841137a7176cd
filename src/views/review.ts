import { roleById } from '#content/catalogue.ts';
import { review as say, formWords as words } from '#copy/forms.ts';
import { outside } from '#copy/status.ts';
import { bold, type Text } from '#copy/text.ts';
import { officialTitle, placeLabel } from '#copy/words.ts';
import type { PlannedPlace, ShownItem, ShownPerson } from '#domain/shown.ts';
import type { Block, Button } from './elements.ts';
import { type FormStep, reviewPage } from './form-step.ts';

/** The review: for each organization who is asked and how to reach them, what is left out, and the last ticks. */
export function reviewBlocks(at: Extract<FormStep, { step: 'review' }>, edition: string): Block[] {
  const role = roleById(at.roleId);
  const from = at.page * reviewPage;
  const page = at.planned.slice(from, from + reviewPage);
  return [
    { kind: 'heading', text: say.heading(role.label) },
    { kind: 'text', text: say.could(role.could) },
    ...(role.cannot ? [{ kind: 'text', text: say.cannot(role.cannot.value) } as const] : []),
    { kind: 'divider' },
    { kind: 'text', text: [bold(say.asked), `. ${say.usual}`] },
    ...page.map((place): Block => ({ kind: 'text', text: placeText(place) })),
    ...pager(at, from, page.length),
    { kind: 'divider' },
    {
      kind: 'input',
      type: 'words',
      id: 'legal-name',
      edition,
      label: words.legalName,
      hint: words.legalNameHint,
      optional: true,
      multiline: false,
      most: 100,
      starts: at.legalName,
    },
    {
      kind: 'input',
      type: 'ticks',
      id: 'harp',
      edition,
      label: words.harp,
      ticked: at.harpConfirmed ? ['yes'] : [],
      options: [{ value: 'yes', label: words.harpTick, about: words.harpAbout }],
    },
    ...(role.id === 'provider-security-official'
      ? [
          {
            kind: 'input',
            type: 'ticks',
            id: 'not-vendor',
            edition,
            label: words.notVendor,
            ticked: at.notVendor ? ['yes'] : [],
            options: [{ value: 'yes', label: words.notVendorTick }],
          } as const,
        ]
      : []),
  ];
}

function placeText(place: PlannedPlace): Text {
  const label = placeLabel(place.organization, place.placeName);
  const { outlook } = place;
  switch (outlook.kind) {
    case 'ask':
      return [bold(label), '\n', ...say.reach(outlook.officials.map(reachable).join('; '))];
    case 'outside':
      return outside([asItem(place, outlook.officials)], outlook.reason);
    case 'not-known':
      return [
        bold(label),
        `\n${say.notKnown(officialTitle(place.organization))} `,
        ...say.notKnownWays(officialTitle(place.organization)),
      ];
    case 'active':
    case 'pending':
    case 'covered':
      return [bold(label), `\n${say.leftOut}: ${say[outlook.kind]}`];
  }
}

const reachable = ({ name, email }: ShownPerson): string => (email === null ? name : `${name}, ${email}`);

function asItem({ organization, placeName, placeDetail }: PlannedPlace, officials: readonly ShownPerson[]): ShownItem {
  return {
    id: '',
    organization,
    placeName,
    placeDetail,
    state: { status: 'pending' },
    sentAt: null,
    officials,
    decidedBy: null,
    doneBy: null,
  };
}

function pager(at: Extract<FormStep, { step: 'review' }>, from: number, here: number): Block[] {
  if (at.planned.length <= reviewPage) return [];
  const buttons: Button[] = [
    ...(at.page > 0 ? [{ action: 'page-earlier', label: 'Earlier', value: String(at.page - 1) }] : []),
    ...(from + here < at.planned.length ? [{ action: 'page-later', label: 'More', value: String(at.page + 1) }] : []),
  ];
  return [
    { kind: 'note', text: say.page(from + 1, from + here, at.planned.length) },
    { kind: 'buttons', buttons },
  ];
}
