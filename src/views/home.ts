import { asksFor } from '#copy/card.ts';
import { home } from '#copy/home.ts';
import { statusTitle } from '#copy/status.ts';
import { bold } from '#copy/text.ts';
import { list, nameList, placeLabel } from '#copy/words.ts';
import { isUndecided, tally } from '#domain/item.ts';
import type { ShownProfile, ShownRequest } from '#domain/shown.ts';
import { missingBanner } from './disciplines.ts';
import type { Block, Form, Page } from './elements.ts';
import { roleBlocks } from './roles.ts';
import { stateRoleButton } from './statements.ts';
import { statusBlocks } from './status.ts';
import { whoHasWhatButton } from './who-has-what.ts';

/** How much of each list stands on the page: all of it together stays under the 100 blocks of a Home tab. */
const shown = 4;
const shownRows = 10;

/** My Profile as a page: what is open first, then roles, then what others wait for. */
export function profilePage(profile: ShownProfile): Page {
  const open = profile.requests.filter(isOpen);
  const earlier = profile.requests.filter((request) => !isOpen(request));
  return {
    blocks: [
      { kind: 'heading', text: home.title },
      { kind: 'text', text: home.userLine(profile.person.name, profile.person.email) },
      ...missingBanner(profile.roles, 3),
      ...draftBlocks(profile),
      { kind: 'buttons', buttons: [{ action: 'request-role', label: home.request, look: 'primary' }, stateRoleButton] },
      ...officialBlocks(profile),
      { kind: 'divider' },
      { kind: 'heading', text: home.pending },
      ...(open.length === 0
        ? [{ kind: 'text', text: [home.nonePending] } as const]
        : open.slice(0, shown).flatMap(requestBlocks)),
      ...more(open.length - shown),
      { kind: 'divider' },
      { kind: 'heading', text: home.roles },
      ...roleBlocks(profile.roles),
      ...(earlier.length === 0 ? [] : [{ kind: 'divider' } as const, { kind: 'heading', text: home.earlier } as const]),
      ...earlier.slice(0, shown).map(
        (request): Block => ({
          kind: 'text',
          text: [statusTitle(request, tally(request.items)), `. ${placesOf(request)}`],
        }),
      ),
    ],
  };
}

function isOpen(request: ShownRequest): boolean {
  return request.items.some((item) => isUndecided(item.state) || item.state.status === 'approved');
}

const placesOf = (request: ShownRequest): string =>
  list(
    request.items.map((item) => placeLabel(item.organization, item.placeName)),
    3,
  );

function requestBlocks(request: ShownRequest): Block[] {
  return [
    { kind: 'text', text: [bold(statusTitle(request, tally(request.items)))] },
    ...statusBlocks(request).slice(0, 8),
  ];
}

function draftBlocks({ draft }: ShownProfile): Block[] {
  if (draft === null) return [];
  const button = { action: 'resume-draft', label: home.resume, value: draft.id };
  return [{ kind: 'text', text: home.draft(draft.role?.label ?? null, draft.places), button }];
}

function officialBlocks({ waiting, seats }: ShownProfile): Block[] {
  if (seats.length === 0 && waiting.length === 0) return [];
  return [
    { kind: 'divider' },
    { kind: 'heading', text: home.waiting },
    ...(waiting.length === 0 ? [{ kind: 'text', text: [home.noneWaiting] } as const] : []),
    ...waiting.slice(0, shownRows).map(({ request, hers }): Block => {
      const items = request.items.filter((item) => hers.includes(item.id));
      const toDecide = items.filter((item) => item.state.status === 'pending').length;
      const places = list(
        items.map((item) => placeLabel(item.organization, item.placeName)),
        3,
      );
      return {
        kind: 'text',
        text: home.waitingLine(asksFor(request), places, toDecide),
        button: { action: 'open-card', label: home.open, value: request.id },
      };
    }),
    ...more(waiting.length - shownRows),
    { kind: 'heading', text: home.seats },
    ...seats.slice(0, shownRows).map(
      ({ organization, placeName, others }): Block => ({
        kind: 'text',
        text: home.seat(placeLabel(organization, placeName), nameList(others)),
      }),
    ),
    ...more(seats.length - shownRows),
    ...(seats.length === 0 ? [] : [{ kind: 'buttons', buttons: [whoHasWhatButton] } as const]),
  ];
}

const more = (n: number): Block[] => (n > 0 ? [{ kind: 'note', text: home.more(n) }] : []);

/** A person's requests as a dialog, for where Home is far away. */
export function myRequestsForm(profile: ShownProfile): Form {
  const all = profile.requests.slice(0, 10);
  const blocks = all.flatMap((request): Block[] => [
    { kind: 'text', text: [bold(statusTitle(request, tally(request.items)))] },
    { kind: 'note', text: [placesOf(request)] },
    ...statusBlocks(request).filter((block) => block.kind === 'text'),
    { kind: 'divider' },
  ]);
  return {
    name: 'my-requests',
    title: home.mine,
    submit: null,
    close: home.close,
    memo: {},
    blocks: blocks.length === 0 ? [{ kind: 'text', text: [home.nonePending] }] : blocks,
  };
}
