import { checklistWords, colleagueWords, fitWords, inviteWords } from '#copy/checklist.ts';
import { plain } from '#copy/text.ts';
import { placeLabel } from '#copy/words.ts';
import { type AccountKind, accountKinds } from '#domain/checklist.ts';
import type { Organization } from '#domain/organization.ts';
import { organizationKey } from '#domain/organization.ts';
import type { ShownColleague, ShownInvite } from '#domain/shown-checklist.ts';
import type { Button, Form, Message } from './elements.ts';

/** How a checklist begins: what fits the person, and lists that somebody starts for a colleague. */

/** What stands in the questions already. */
export interface FitStart {
  account: AccountKind | null;
  environment: 'production' | 'training';
  surveyor: boolean;
  nudge: boolean;
}

/** A few questions, so that the list fits. @param inviteId of one that was started for her */
export function fitForm(start: FitStart, nudgeAfter: number, inviteId: string | null): Form {
  return {
    name: 'checklist-fit',
    title: checklistWords.title,
    submit: fitWords.submit,
    close: fitWords.close,
    memo: inviteId === null ? {} : { invite: inviteId },
    blocks: [
      { kind: 'text', text: [fitWords.about] },
      {
        kind: 'input',
        type: 'choice',
        id: 'account',
        label: fitWords.account,
        options: accountKinds.map((value) => ({ value, ...fitWords.accounts[value] })),
        chosen: start.account ?? undefined,
      },
      {
        kind: 'input',
        type: 'choice',
        id: 'environment',
        label: fitWords.environment,
        options: [
          { value: 'production', label: fitWords.production },
          { value: 'training', label: fitWords.training },
        ],
        chosen: start.environment,
      },
      {
        kind: 'input',
        type: 'ticks',
        id: 'surveyor',
        label: fitWords.surveyor,
        optional: true,
        options: [{ value: 'yes', label: fitWords.surveys, about: fitWords.surveysAbout }],
        ticked: start.surveyor ? ['yes'] : [],
      },
      {
        kind: 'input',
        type: 'ticks',
        id: 'nudge',
        label: fitWords.nudge,
        optional: true,
        options: [{ value: 'yes', label: fitWords.remind(nudgeAfter) }],
        ticked: start.nudge ? ['yes'] : [],
      },
      { kind: 'note', text: [checklistWords.never] },
    ],
  };
}

/** To somebody for whom a list was started: what it is, who did it, what they see; she says yes or no. */
export function inviteMessage(invite: ShownInvite): Message {
  const start = (label: string): Button => ({
    action: 'checklist-start',
    label,
    value: invite.inviteId,
    look: 'primary',
  });
  const decline: Button = { action: 'checklist-decline', label: inviteWords.no, value: invite.inviteId };
  const [text, buttons] = {
    open: [inviteWords.text(invite), [start(checklistWords.start), decline]],
    started: [inviteWords.started(invite), [{ action: 'checklist', label: checklistWords.open }]],
    declined: [inviteWords.declined(invite), [{ ...start(inviteWords.after), look: undefined }]],
    ended: [inviteWords.ended(invite), [{ ...start(inviteWords.after), look: undefined }]],
  }[invite.answer ?? 'open'] as [ReturnType<typeof inviteWords.text>, Button[]];
  return {
    fallback: plain(text),
    blocks: [
      { kind: 'text', text },
      ...(invite.answer === null ? [{ kind: 'text', text: inviteWords.meaning(invite) } as const] : []),
      { kind: 'buttons', buttons },
    ],
  };
}

/** So many of her colleagues stand in the dialog. */
const shownColleagues = 40;

/** An official's new colleagues, and how far each is. */
export function colleaguesForm(colleagues: readonly ShownColleague[]): Form {
  const more = colleagues.length - shownColleagues;
  return {
    name: 'colleagues',
    title: colleagueWords.title,
    submit: null,
    close: checklistWords.done,
    memo: {},
    blocks: [
      { kind: 'text', text: [colleagueWords.about] },
      { kind: 'buttons', buttons: [{ action: 'checklist-for', label: colleagueWords.start, look: 'primary' }] },
      { kind: 'divider' },
      ...(colleagues.length === 0 ? [{ kind: 'text', text: [colleagueWords.none] } as const] : []),
      ...colleagues.slice(0, shownColleagues).map((one) => ({ kind: 'text', text: colleagueWords.row(one) }) as const),
      ...(more > 0 ? [{ kind: 'note', text: colleagueWords.more(more) } as const] : []),
    ],
  };
}

export interface SeatNamed {
  organization: Organization;
  placeName: string | null;
}

/** For whom, and where. One place needs no choice. */
export function colleagueForm(seats: readonly SeatNamed[]): Form {
  const options = seats.map(({ organization, placeName }) => ({
    value: organizationKey(organization),
    label: placeLabel(organization, placeName).slice(-75),
  }));
  const [only] = options;
  return {
    name: 'checklist-for',
    title: colleagueWords.formTitle,
    submit: colleagueWords.submit,
    close: colleagueWords.close,
    memo: options.length === 1 && only !== undefined ? { only: only.value } : {},
    blocks: [
      { kind: 'text', text: [colleagueWords.formAbout] },
      {
        kind: 'input',
        type: 'words',
        id: 'email',
        label: colleagueWords.email,
        hint: colleagueWords.emailHint,
        multiline: false,
        most: 254,
        starts: '',
      },
      ...(options.length > 1
        ? [{ kind: 'input', type: 'pick', id: 'place', label: colleagueWords.place, options } as const]
        : []),
    ],
  };
}

/** On an official's My Profile. */
export const colleaguesButton: Button = { action: 'colleagues', label: colleagueWords.button };
