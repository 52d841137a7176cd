import * as say from '#copy/departure.ts';
import { formWords } from '#copy/forms.ts';
import { plain } from '#copy/text.ts';
import { placeLabel } from '#copy/words.ts';
import type { WrittenDay } from '#domain/day.ts';
import { isOpen, type Phase, ticketMax } from '#domain/departure.ts';
import { type Organization, organizationKey } from '#domain/organization.ts';
import type { ShownPerson } from '#domain/shown.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import type { Block, Button, Form, Message, Option } from './elements.ts';

/** Messages and dialogs about an official who leaves. */

/** What one reader has of one step. Its buttons stay for as long as the case is at this step. */
export function departureMessage(shown: ShownDeparture, phase: Phase): Message {
  const text = say.departureText(shown, phase);
  const buttons = isNow(shown, phase) ? buttonsOf(shown, phase) : [];
  return {
    fallback: plain(text),
    blocks: [{ kind: 'text', text }, ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : [])],
  };
}

/** What is told besides the steps (a ticket, a reminder of the day) stays true until the case moves on. */
function isNow(shown: ShownDeparture, phase: Phase): boolean {
  if (shown.phase === phase) return true;
  const [kind, day] = phase.split(':');
  if (kind === 'ticket') return isOpen(shown.state);
  return (kind === 'week' || kind === 'day') && shown.phase === `leaving:${day}`;
}

function buttonsOf(shown: ShownDeparture, phase: Phase): Button[] {
  const remove: Button[] = shown.mayRemove
    ? [
        {
          action: 'pso-remove',
          label: say.departureButtons.remove,
          value: shown.id,
          confirm: say.confirmRemoval(shown),
        },
      ]
    : [];
  switch (shown.reader) {
    case 'official':
      return ofOfficial(shown, phase);
    case 'reporter':
      return ofReporter(shown);
    case 'colleague':
      return [...ofColleague(shown), ...remove];
    case 'desk':
      return remove;
  }
}

function ofOfficial(shown: ShownDeparture, phase: Phase): Button[] {
  if (!isOpen(shown.state) || phase === 'ticket') return [];
  const here: Button = { action: 'pso-here', label: say.departureButtons.here, value: shown.id };
  const left: Button = {
    action: 'pso-left',
    label: say.departureButtons.left,
    value: shown.id,
    confirm: say.confirmLeft(shown),
  };
  const label = shown.state.is === 'leaving' ? say.departureButtons.otherDay : say.departureButtons.leaving;
  const leaving: Button = { action: 'pso-leaving', label, value: shown.id };
  if (shown.state.is === 'left') return [here];
  return shown.phase.startsWith('leaving') ? [here, leaving] : [{ ...here, look: 'primary' }, left, leaving];
}

function ofReporter(shown: ShownDeparture): Button[] {
  const { id: value, state, phase, others } = shown;
  const message: Button = { action: 'pso-message', label: say.departureButtons.message, value };
  const who: Button = { action: 'pso-who', label: say.departureButtons.whoCan, value };
  if (phase === 'removed') {
    const label = others.length > 0 ? say.departureButtons.second : say.departureButtons.takeOver;
    return [{ action: 'pso-take-over', label, value, look: 'primary' }, who];
  }
  if (phase.startsWith('leaving') && others.length === 0)
    return [{ action: 'pso-second', label: say.departureButtons.second, value, look: 'primary' }, who];
  if (state.is === 'silent' || state.is === 'left' || phase.startsWith('past'))
    return others.length > 0 ? [message] : [{ ...message, look: 'primary' }, who];
  return [];
}

function ofColleague(shown: ShownDeparture): Button[] {
  const { id: value, state, official } = shown;
  if (state.is !== 'asked' && state.is !== 'silent') return [];
  return [
    { action: 'pso-gone', label: say.departureButtons.hasLeft(official), value },
    {
      action: 'pso-gone-too',
      label: say.departureButtons.leftToo,
      value,
      confirm: say.confirmLeftToo(shown),
    },
    ...(state.is === 'silent' ? [{ action: 'pso-message', label: say.departureButtons.message, value }] : []),
  ];
}

/** Which facility: only where she has to do with several. */
export function leftPlaceForm(places: readonly Option[]): Form {
  return {
    name: 'left-place',
    title: say.reporting.title,
    submit: say.reporting.next,
    close: say.reporting.close,
    memo: {},
    blocks: [
      { kind: 'text', text: [say.reporting.about] },
      { kind: 'input', type: 'pick', id: 'left-place', label: say.reporting.place, options: places },
    ],
  };
}

/** Which of its PSOs. */
export function leftWhoForm(
  organization: Organization,
  placeName: string | null,
  officials: readonly { grantId: string; person: ShownPerson }[],
): Form {
  const options = officials.map(({ grantId, person }) => ({ value: grantId, label: person.name }));
  const [only] = options;
  const chosen = options.length === 1 && only !== undefined ? { chosen: only.value } : {};
  const label = say.reporting.who(placeLabel(organization, placeName));
  return {
    name: 'left-who',
    title: say.reporting.title,
    submit: say.reporting.send,
    close: say.reporting.close,
    memo: { organization: organizationKey(organization) },
    blocks: [
      { kind: 'text', text: [say.reporting.about] },
      {
        kind: 'input',
        type: options.length > 5 ? 'pick' : 'choice',
        id: 'left-who',
        label,
        options: options.slice(0, 100),
        ...chosen,
      },
    ],
  };
}

/** Where the case is, after a report. */
export function leftSentForm(shown: ShownDeparture): Form {
  return {
    name: 'left-sent',
    title: say.reporting.title,
    submit: null,
    close: say.reporting.done,
    memo: {},
    blocks: [...departureMessage(shown, shown.phase).blocks],
  };
}

/** The explanation and the contacts: for those who can't report, and for places without a known PSO. */
export function leftGuideForm(
  known: { organization: Organization; placeName: string | null } | null,
  mayAsk: boolean,
): Form {
  const start: Button = {
    action: 'left-ask-pso',
    label: say.reporting.startPso,
    value: known === null ? '' : organizationKey(known.organization),
    look: 'primary',
  };
  return {
    name: 'left-guide',
    title: say.reporting.title,
    submit: null,
    close: say.reporting.done,
    memo: {},
    blocks: [
      {
        kind: 'text',
        text:
          known === null
            ? [say.reporting.notMine]
            : say.reporting.noneKnown(placeLabel(known.organization, known.placeName)),
      },
      { kind: 'text', text: say.reporting.guide },
      { kind: 'note', text: [say.serviceMessage.older] },
      ...(mayAsk ? [{ kind: 'buttons', buttons: [start] } as const] : []),
    ],
  };
}

/** "I'm leaving", beside each of an official's facilities. */
export const leavingButton = (organization: Organization, said: boolean): Button => ({
  action: 'leaving',
  label: said ? say.leavingWords.change : say.leavingWords.button,
  value: organizationKey(organization),
});

/** "Our PSO left", on My Profile of everybody who has to do with a facility. */
export const reportButton: Button = { action: 'report-left', label: say.reporting.button };

/** An official's own last day. @param more how many facilities she has */
export function leavingForm(
  organization: Organization,
  placeName: string | null,
  { day, more, departureId }: { day: WrittenDay | null; more: number; departureId: string | null },
): Form {
  const buttons: Button[] =
    departureId === null ? [] : [{ action: 'pso-here', label: say.departureButtons.here, value: departureId }];
  return {
    name: 'leaving',
    title: say.leavingWords.title,
    submit: say.leavingWords.save,
    close: say.leavingWords.close,
    memo: { organization: organizationKey(organization) },
    blocks: [
      { kind: 'text', text: say.leavingWords.about(placeLabel(organization, placeName)) },
      { kind: 'input', type: 'date', id: 'leaving-day', label: say.leavingWords.day, starts: day },
      ...(more > 1 ? [everywhere(more)] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

const everywhere = (n: number): Block => ({
  kind: 'input',
  type: 'ticks',
  id: 'leaving-everywhere',
  label: say.leavingWords.more,
  optional: true,
  options: [{ value: 'all', label: say.leavingWords.everywhere(n) }],
  ticked: [],
});

/** The message to the Service Center to copy, and the field for the ticket. */
export function serviceForm(shown: ShownDeparture, sender: ShownPerson): Form {
  return {
    name: 'pso-message',
    title: say.serviceMessage.title,
    submit: say.serviceMessage.save,
    close: say.serviceMessage.close,
    memo: { departure: shown.id },
    blocks: [
      { kind: 'text', text: [say.serviceMessage.about] },
      { kind: 'copy', lines: say.serviceLines(shown, sender) },
      { kind: 'note', text: [say.serviceMessage.older] },
      {
        kind: 'input',
        type: 'words',
        id: 'ticket',
        label: say.serviceMessage.ticket,
        hint: say.serviceMessage.ticketHint,
        optional: true,
        multiline: false,
        most: ticketMax,
        starts: shown.ticket ?? '',
      },
    ],
  };
}

/** What stands there after the ticket was noted. */
export function ticketSavedForm(): Form {
  return {
    name: 'ticket-saved',
    title: say.serviceMessage.title,
    submit: null,
    close: formWords.finish,
    memo: {},
    blocks: [
      { kind: 'text', text: [say.serviceMessage.saved] },
      { kind: 'note', text: [say.serviceMessage.savedNext] },
    ],
  };
}

export function whoCanForm(): Form {
  return {
    name: 'who-can-be-pso',
    title: say.whoCanBePso.title,
    submit: null,
    close: formWords.finish,
    memo: {},
    blocks: [
      { kind: 'text', text: [say.whoCanBePso.text] },
      { kind: 'note', text: [say.whoCanBePso.source] },
    ],
  };
}
