import { home } from '#copy/home.ts';
import { statusTitle } from '#copy/status.ts';
import { list, placeLabel } from '#copy/words.ts';
import { tally } from '#domain/item.ts';
import type { ShownProfile, ShownRequest } from '#domain/shown.ts';
import { askAgainButton } from './after-decision.ts';
import { checklistOnHome } from './checklist.ts';
import { reportButton } from './departure.ts';
import { missingBanner } from './disciplines.ts';
import type { Block, Button, Form, Page } from './elements.ts';
import { pendingBlocks, requestEntry } from './pending.ts';
import { roleBlocks } from './roles.ts';
import { officialBlocks } from './seats.ts';
import { stateRoleButton } from './statements.ts';

/** My Profile with the sections of iQIES. Each list is cut, so that all of it stays under the 100 blocks of a Home tab. */
export function profilePage(profile: ShownProfile): Page {
  return {
    blocks: [
      { kind: 'heading', text: home.title },
      { kind: 'text', text: home.userLine(profile.person.name, profile.person.email) },
      ...missingBanner(profile.roles, 3),
      ...checklistOnHome(profile.checklist, profile.mayStartChecklist),
      ...draftBlocks(profile),
      {
        kind: 'buttons',
        buttons: [
          { action: 'request-role', label: home.request, look: 'primary' },
          stateRoleButton,
          ...(profile.mayReport ? [reportButton] : []),
        ],
      },
      ...officialBlocks(profile),
      { kind: 'divider' },
      { kind: 'heading', text: home.pending },
      ...pending(profile),
      { kind: 'divider' },
      { kind: 'heading', text: home.roles },
      ...roleBlocks(profile.roles),
      ...earlierBlocks(profile),
    ],
  };
}

function pending({ open, timeZone }: ShownProfile): Block[] {
  if (open.all === 0) return [{ kind: 'text', text: [home.nonePending] }];
  return [
    ...open.requests.flatMap((request) => pendingBlocks(request, timeZone)),
    ...moreRequests(open.all - open.requests.length),
  ];
}

function earlierBlocks({ earlier }: ShownProfile): Block[] {
  if (earlier.all === 0) return [];
  return [
    { kind: 'divider' },
    { kind: 'heading', text: home.earlier },
    ...earlier.requests.map(
      (request): Block => ({ kind: 'text', text: earlierLine(request), ...button(askAgainButton(request)[0]) }),
    ),
    ...moreRequests(earlier.all - earlier.requests.length),
  ];
}

const button = (button: Button | undefined): { button?: Button } => (button === undefined ? {} : { button });

const earlierLine = (request: ShownRequest) => [
  statusTitle(request, tally(request.items)),
  `. ${list(
    request.items.map((item) => placeLabel(item.organization, item.placeName)),
    3,
  )}`,
];

/** What is left out stands in the dialog of all requests. */
const moreRequests = (n: number): Block[] =>
  n > 0 ? [{ kind: 'text', text: home.more(n), button: { action: 'my-requests', label: home.allRequests } }] : [];

/** What waits in a form for an official to be known is found again when another form was begun. */
const draftBlocks = ({ drafts }: ShownProfile): Block[] =>
  drafts.map(({ id, role, ccns }) => ({
    kind: 'text',
    text: home.draft(role?.label ?? null, ccns),
    button: { action: 'resume-draft', label: home.resume, value: id },
  }));

/** So many requests stand in the dialog at a time. */
export const requestsPerPage = 10;

export interface RequestsShown {
  requests: readonly ShownRequest[];
  all: number;
  page: number;
}

/** All of a person's requests as a dialog, page by page. */
export function myRequestsForm({ requests, all, page }: RequestsShown, timeZone: string | null): Form {
  const from = page * requestsPerPage;
  const buttons = [
    ...(page > 0 ? [{ action: 'requests-earlier', label: home.newer, value: `${page - 1}` }] : []),
    ...(from + requests.length < all ? [{ action: 'requests-later', label: home.older, value: `${page + 1}` }] : []),
  ];
  return {
    name: 'my-requests',
    title: home.mine,
    submit: null,
    close: home.close,
    memo: {},
    blocks: [
      ...(all === 0 ? [{ kind: 'text', text: [home.nonePending] } as const] : []),
      ...requests.flatMap((request): Block[] => [requestEntry(request, timeZone), { kind: 'divider' }]),
      ...(all > requests.length
        ? [{ kind: 'note', text: home.requestsShown(from + 1, from + requests.length, all) } as const]
        : []),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
    ],
  };
}
