import { categories } from '#content/catalogue.ts';
import { facts } from '#content/facts.ts';
import { answerLines, formWords, sent as say, steps } from '#copy/forms.ts';
import { oneStepLeft, sentInIqies, statusButtons } from '#copy/status.ts';
import { nameList, placeLabel } from '#copy/words.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import type { Block, Form } from './elements.ts';
import { stayingBlocks, type UnknownPlaceShown } from './not-known.ts';

/** What the form shows after Submit: to whom it went, and the one step that is left in iQIES. */
export function sentForm(request: ShownRequest, stays: readonly UnknownPlaceShown[], later: number): Form {
  const asked = new Map<string, ShownPerson>();
  for (const item of request.items) {
    if (item.state.status === 'pending')
      for (const official of item.officials) asked.set(official.personId ?? official.name, official);
  }
  const outside = request.items.some((item) => item.state.status === 'outside');
  // Whoever never got the answer to her first Submit presses again, when officials may have been faster.
  const answered = request.items.some((item) => !['pending', 'held', 'outside'].includes(item.state.status));
  return {
    name: 'sent',
    title: say.title,
    submit: null,
    close: formWords.finish,
    memo: { request: request.id },
    blocks: [
      {
        kind: 'text',
        text: asked.size > 0 ? say.to(nameList([...asked.values()])) : [answered ? say.before : say.toNobody],
      },
      ...(outside ? [{ kind: 'text', text: [say.outside] } as const] : []),
      ...(later > 0 ? [{ kind: 'text', text: [say.later(later)] } as const] : []),
      ...(toEnter(request).length > 0 ? stepLeft(request) : []),
      ...oneMore(request),
      ...(stays.length > 0
        ? [{ kind: 'divider' } as const, { kind: 'text', text: [say.stays(stays.length)] } as const]
        : []),
      ...stayingBlocks(stays),
    ],
  };
}

/** What is over, and what is set up: nothing is left to send in iQIES. */
const neverEntered: ReadonlySet<string> = new Set(['active', 'rejected', 'withdrawn', 'expired']);

const toEnter = ({ items }: ShownRequest): ShownItem[] => items.filter(({ state }) => !neverEntered.has(state.status));

const stepLeft = (request: ShownRequest): Block[] => [
  { kind: 'text', text: oneStepLeft },
  ...stepBlocks(request),
  sentButton(request),
];

const sentButton = ({ id }: ShownRequest): Block => ({
  kind: 'buttons',
  buttons: [{ action: 'sent', label: statusButtons.sent, value: id, look: 'primary' }],
});

/**
 * The copy sheet: exactly what to enter in iQIES, with the CCNs one a line. It is opened from messages that stay as they
 * were, so it says what is true now: who sent it, or needs to send nothing any more, reads that.
 */
export function stepsForm(request: ShownRequest): Form {
  return {
    name: 'steps',
    title: steps.title,
    submit: null,
    close: formWords.finish,
    memo: { request: request.id },
    blocks:
      toEnter(request).length === 0
        ? [{ kind: 'text', text: [steps.nothingLeft] }]
        : [{ kind: 'text', text: [steps.intro] }, ...stepBlocks(request), ...sentOrNot(request)],
  };
}

function sentOrNot(request: ShownRequest): Block[] {
  const items = toEnter(request);
  const sentAt = items.find((item) => item.sentAt !== null)?.sentAt ?? null;
  return [
    ...(sentAt === null ? [] : [{ kind: 'note', text: sentInIqies(sentAt) } as const]),
    ...(items.some((item) => item.sentAt === null)
      ? [{ kind: 'note', text: [steps.banner] } as const, sentButton(request)]
      : []),
  ];
}

/** One State a request, and CMS apart from a State: the second one is offered. */
function oneMore(request: ShownRequest): Block[] {
  const fields = request.role.fields.value;
  if (fields !== 'state' && fields !== 'contract-surveyor') return [];
  const both = fields === 'contract-surveyor';
  const label = both ? say.forBoth(request.items[0]?.organization.kind === 'cms') : say.secondState;
  return [
    { kind: 'note', text: [both ? say.forBothNote : say.secondStateNote] },
    { kind: 'buttons', buttons: [{ action: 'second-request', label, value: request.id }] },
  ];
}

function stepBlocks(request: ShownRequest): Block[] {
  const { role, environment } = request;
  const address = environment === 'training' ? facts.trainingAddress.value : facts.iqiesAddress.value;
  const category = categories.find(({ id }) => id === role.category)?.label ?? role.category;
  return [{ kind: 'text', text: steps.sheet(address, category, role.label) }, ...enterBlocks(request)];
}

/** What to enter under "Add Organizations", one a line to copy. */
function enterBlocks(request: ShownRequest): Block[] {
  const { role, environment, answers } = request;
  const items = toEnter(request);
  const places = items.map(({ organization, placeName }) => placeLabel(organization, placeName));
  switch (role.fields.value) {
    case 'providers': {
      const ccns = items.flatMap(({ organization }) => (organization.kind === 'provider' ? [organization.ccn] : []));
      return [
        { kind: 'text', text: [steps.providers] },
        ...(ccns.length > 0 ? [{ kind: 'copy', lines: ccns } as const] : []),
      ];
    }
    case 'state': {
      const skip = role.id === 'state-agency-general-user' && (environment === 'training' || answers.surveyor === null);
      const lines = [...places.map(steps.stateLine), ...answerLines(answers), ...(skip ? [steps.skipSurveyor] : [])];
      return entered(lines);
    }
    case 'contract-surveyor':
    case 'contract-survey-admin': {
      const [item] = items;
      const forState = item?.organization.kind === 'state';
      return entered([
        steps.organizationLine(forState ? 'State' : 'CMS'),
        ...(forState ? places.map(steps.stateLine) : []),
        ...answerLines(answers),
      ]);
    }
    case 'contractor':
      return [
        { kind: 'text', text: [steps.contractorAssumed] },
        { kind: 'copy', lines: places },
      ];
    case 'none':
      return [
        { kind: 'text', text: [steps.nothingToAdd] },
        ...(role.id === 'cms-general-user' ? [{ kind: 'note', text: [steps.skipSurveyor] } as const] : []),
      ];
  }
}

const entered = (lines: readonly string[]): Block[] => [
  { kind: 'text', text: [steps.enter] },
  { kind: 'copy', lines },
];
