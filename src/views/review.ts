import { roleById } from '#content/catalogue.ts';
import { awayNote } from '#copy/away.ts';
import { review as say, step3, formWords as words } from '#copy/forms.ts';
import { notKnown } from '#copy/not-known.ts';
import { outside } from '#copy/status.ts';
import { bold, type Text } from '#copy/text.ts';
import { placeLabel } from '#copy/words.ts';
import type { PlannedPlace, ShownItem, ShownPerson } from '#domain/shown.ts';
import type { Block, Button } from './elements.ts';
import { type FormStep, reviewPage } from './form-step.ts';
import { unknownPlaceBlocks } from './not-known.ts';

/** The review: for each organization who is asked and how to reach them, what is left out, and the last ticks. */
export function reviewBlocks(at: Extract<FormStep, { step: 'review' }>, draftId: string, edition: string): Block[] {
  const role = roleById(at.roleId);
  const from = at.page * reviewPage;
  const page = at.planned.slice(from, from + reviewPage);
  const unknown = page.filter(({ outlook }) => outlook.kind === 'not-known').length;
  return [
    { kind: 'heading', text: say.heading(role.label) },
    { kind: 'text', text: say.could(role.could) },
    ...(role.cannot ? [{ kind: 'text', text: say.cannot(role.cannot.value) } as const] : []),
    ...(at.environment === 'training' ? [{ kind: 'alert', level: 'info', text: say.training } as const] : []),
    ...(at.environment === 'production' && !role.shownIn.includes('production')
      ? [{ kind: 'alert', level: 'info', text: say.onlyShownInTraining(role.label) } as const]
      : []),
    ...(role.fields.value === 'none' ? [{ kind: 'note', text: [step3.noOrganizations] } as const] : []),
    ...(at.answers.length > 0 ? [{ kind: 'text', text: [at.answers.join('\n')] } as const] : []),
    { kind: 'divider' },
    { kind: 'text', text: [bold(say.asked), `. ${say.usual}`] },
    ...page.flatMap((place): Block[] =>
      place.outlook.kind === 'not-known'
        ? unknownPlaceBlocks({ ...place, draftId }, unknown)
        : [{ kind: 'text', text: placeText(place) }],
    ),
    ...pager(at, from, page.length),
    ...(at.later > 0 ? [{ kind: 'note', text: [say.later(at.later)] } as const] : []),
    ...generalUserBlocks(at, edition),
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

/** Where the General User role comes first: what that means, and the tick of those who have it. */
function generalUserBlocks(at: Extract<FormStep, { step: 'review' }>, edition: string): Block[] {
  const [first] = at.planned.filter((place) => place.needsGeneralUser);
  if (first === undefined) return [];
  const state = placeLabel(first.organization, first.placeName);
  return [
    { kind: 'alert', level: 'warning', text: say.generalUserFirst(state) },
    {
      kind: 'input',
      type: 'ticks',
      id: 'general-user',
      edition,
      optional: true,
      label: words.generalUser,
      ticked: at.saysGeneralUser ? ['yes'] : [],
      options: [{ value: 'yes', label: words.generalUserTick, about: words.generalUserAbout }],
    },
  ];
}

function placeText(place: PlannedPlace): Text {
  const label = placeLabel(place.organization, place.placeName);
  const { outlook } = place;
  switch (outlook.kind) {
    case 'ask':
      return [
        bold(label),
        '\n',
        ...say.reach(outlook.officials.map(reachable).join('; ')),
        ...awayNote(outlook.officials),
        ...(outlook.usualDays === null ? [] : [`\n${say.usually(outlook.usualDays)}`]),
      ];
    case 'outside':
      return outside([asItem(place, outlook.officials)], outlook.reason);
    case 'not-known':
      return notKnown.says(place.organization, place.placeName);
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
    state: { status: 'pending', since: 0 },
    sentAt: null,
    officials,
    decidedBy: null,
    unconfirmed: false,
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
