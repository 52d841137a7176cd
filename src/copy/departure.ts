import { facts } from '#content/facts.ts';
import type { Phase } from '#domain/departure.ts';
import { operatorId } from '#domain/item.ts';
import type { ShownPerson } from '#domain/shown.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import { dayWords } from './days.ts';
import { bold, dated, moment, type Text } from './text.ts';
import { list, nameList, placeLabel, shortPlace } from './words.ts';

/** What is said when a Provider Security Official leaves (model wording 9 and 10). Nothing here says that a role has ended in iQIES. */

const place = ({ organization, placeName }: ShownDeparture): string => shortPlace(organization, placeName);
const numbered = ({ organization, placeName }: ShownDeparture): string => placeLabel(organization, placeName);
const call = `${facts.serviceCenterPhone.value}, or ${facts.serviceCenterEmail.value}`;
const isAre = (people: readonly ShownPerson[], role: string): string =>
  people.length === 1 ? `${nameList(people)} is ${role}` : `${nameList(people)} are ${role}s`;

export const departureButtons = {
  here: 'I’m still here',
  left: 'I have left',
  leaving: 'I’m leaving on ...',
  otherDay: 'Another day',
  hasLeft: (official: ShownPerson): string => `${official.name.slice(0, 50)} has left`,
  leftToo: 'I have left too',
  message: 'Send my message to the Service Center',
  whoCan: 'Who can be PSO?',
  takeOver: 'I’ll take this over',
  second: 'Ask for the PSO role',
  remove: 'Record the removal',
} as const;

export const confirmLeft = (shown: ShownDeparture) => ({
  title: 'Have you left?',
  text: `I tell those who asked that you have left ${place(shown)}. Your role does not end by it.`,
  yes: 'I have left',
  no: 'Not yet',
});
export const confirmLeftToo = (shown: ShownDeparture) => ({
  title: 'Have you left too?',
  text: `I tell those who asked that you have left ${place(shown)}. Your role does not end by it.`,
  yes: 'I have left too',
  no: 'Go back',
});
export const confirmRemoval = (shown: ShownDeparture) => ({
  title: 'Was the role removed?',
  text: `Only when the Service Center removed it in iQIES. ${shown.official.name} decides nothing here from then on, and what waits at ${place(shown)} waits for the next PSO.`,
  yes: 'It was removed',
  no: 'Go back',
});

/** What one reader reads at one step. */
export function departureText(shown: ShownDeparture, phase: Phase): Text {
  switch (shown.reader) {
    case 'official':
      return toOfficial(shown, phase);
    case 'reporter':
      return toReporter(shown, phase);
    case 'colleague':
      return toColleague(shown, phase);
    case 'desk':
      return toDesk(shown);
  }
}

/** To the one it is about: every step. Who reported it is not said. */
function toOfficial(shown: ShownDeparture, phase: Phase): Text {
  const { state } = shown;
  const at = place(shown);
  const [kind, day = ''] = phase.split(':');
  switch (kind) {
    case 'asked':
      return [
        'Someone told me you have left ',
        bold(numbered(shown)),
        '. Nothing has changed yet. If you say nothing for 2 business days, that counts as no answer; your role does not end by it.',
      ];
    case 'silent':
      return [
        `You have not answered whether you have left ${at}. Nothing has changed: you still decide there. Those who asked now read how the Service Center removes your role. If you are there, say so.`,
      ];
    case 'left':
      return [
        `You told me that you have left ${at}. ${knowIt(shown)} Your role does not end by it: the Service Center removes it in iQIES.`,
      ];
    case 'leaving':
      return [
        `Your last day at ${at} as PSO is `,
        bold(dayWords(day)),
        '. Nothing ends by itself, also not then. ',
        shown.others.length > 0
          ? `${isAre(shown.others, 'PSO')} there too.`
          : 'You are the only PSO there: ask a colleague to request the PSO role before that day. You can approve it; afterwards only CMS can.',
      ];
    case 'week':
    case 'day':
      return [
        `${kind === 'week' ? 'In a week' : 'Tomorrow'} is your last day at ${at}, and it has no other PSO. Ask a colleague to request the PSO role now. You can approve it; afterwards only CMS can.`,
      ];
    case 'past':
      return [`You said that ${dayWords(day)} is your last day at ${at}. Have you left? Nothing has ended by itself.`];
    case 'here':
      return state.is === 'here' && state.by === operatorId
        ? [`The people who run this bot know that you are still at ${at}. Nothing has changed.`]
        : [`You told me that you are still at ${at}. ${knowIt(shown)} Nothing has changed.`];
    case 'word':
      return [`A colleague says too that you have left ${at}. Nothing has changed yet.`];
    case 'ticket':
      return [`The Service Center was asked to remove your PSO role for ${at}. If that is wrong, call it: ${call}.`];
    default:
      return [
        bold('You are no longer a PSO of '),
        bold(numbered(shown)),
        bold(' here.'),
        ...removedOn(shown),
        ` What waits there is not yours to decide any more. If that is wrong, call the Service Center: ${call}.`,
      ];
  }
}

const knowIt = ({ byHerself }: ShownDeparture): string =>
  byHerself ? 'The people who run this bot and the other PSOs there know it.' : 'Those who asked know it now.';

const removedOn = ({ state, removedBy }: ShownDeparture): Text =>
  state.is === 'removed' && removedBy !== null
    ? [` ${capital(removedBy.name)} recorded on `, dated(state.at), ' that the Service Center removed your role.']
    : [];

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function toReporter(shown: ShownDeparture, phase: Phase): Text {
  const { official, state } = shown;
  const at = place(shown);
  const [kind, day = ''] = phase.split(':');
  switch (kind) {
    case 'asked':
      return [
        `I asked ${official.name} about `,
        bold(numbered(shown)),
        '. You hear from me when there is an answer',
        ...(state.is === 'asked' ? [', or on ', moment(state.until), ' when there is none'] : []),
        '. Nothing changes until then.',
        ...(shown.others.length > 0 ? [` ${isAre(shown.others, 'PSO')} there too and can approve requests.`] : []),
      ];
    case 'silent':
      return [
        state.is === 'silent' && state.because === 'not-in-chat'
          ? `${official.name} is not in this chat, so I can’t ask. `
          : `${official.name} gave no answer for 2 business days. `,
        ...whatItMeans(shown),
      ];
    case 'left':
      return [`${official.name} told me: “I have left ${at}.” `, ...whatItMeans(shown)];
    case 'past':
      return [`${dayWords(day)} was the last day of ${official.name} at ${at}. `, ...whatItMeans(shown)];
    case 'leaving':
      return [
        `${official.name} told me: the last day at `,
        bold(numbered(shown)),
        ` is ${dayWords(day)}. `,
        shown.others.length > 0
          ? `${isAre(shown.others, 'PSO')} there too and can approve requests afterwards.`
          : 'Until then somebody else can become PSO without CMS: whoever takes it over asks for the role now, and the old PSO approves it.',
      ];
    case 'here':
      return [
        `${official.name} is still at ${at} and decides requests there`,
        ...(official.email === null ? [] : [`: ${official.email}`]),
        '. Nothing has changed.',
      ];
    case 'word':
      return [
        `${shown.confirmedBy[Number(day) - 1]?.name ?? 'A colleague'} says too that ${official.name} has left ${at}.`,
      ];
    case 'ticket':
      return [
        'Ticket ',
        bold(shown.ticket ?? '(erased)'),
        ` for ${at} is noted. When the Service Center has removed the role, the people who run this bot record it; you hear from me then.`,
      ];
    case 'replaced':
      return [
        bold(`${place(shown)} has a PSO again: ${nameList(shown.successors)}.`),
        ' Requests that waited there move on by themselves.',
      ];
    default:
      return [
        `The PSO role of ${official.name} for ${at} was removed. `,
        ...(shown.others.length > 0
          ? [`${isAre(shown.others, 'PSO')} there and can approve a second one.`]
          : [
              bold('Now somebody who works there asks for the PSO role'),
              '; CMS approves the first one. What waits there moves on by itself then.',
            ]),
        ...takenOver(shown),
      ];
  }
}

const takenOver = ({ takers }: ShownDeparture): Text =>
  takers.length === 0
    ? []
    : [` ${nameList(takers)} ${takers.length === 1 ? 'takes' : 'take'} it over. Two PSOs are recommended.`];

/** What it means that she is gone, with the one next step. */
function whatItMeans(shown: ShownDeparture): Text {
  const at = place(shown);
  if (shown.others.length > 0)
    return [
      `Requests go on: ${isAre(shown.others, 'PSO')} there. What is left is to ask the Service Center to remove the old role: ${facts.serviceCenterPhone.value}.`,
    ];
  return [
    bold(`Until ${at} has a new PSO, nobody new can get a role there.`),
    `\n1. Ask the Service Center to remove the old PSO: ${facts.serviceCenterPhone.value}.\n2. Then ask for the PSO role; CMS approves the first one.`,
  ];
}

function toColleague(shown: ShownDeparture, phase: Phase): Text {
  const { official } = shown;
  const at = place(shown);
  const [kind, day = ''] = phase.split(':');
  switch (kind) {
    case 'asked':
      return [
        `Someone told me that ${official.name} has left `,
        bold(numbered(shown)),
        `. You are a PSO there too. I asked ${official.name}; nothing has changed yet. Do you know more?`,
      ];
    case 'silent':
      return [
        `Someone told me that ${official.name} has left `,
        bold(numbered(shown)),
        ', and I got no answer. You are a PSO there too: requests come to you. Do you know more?',
      ];
    case 'left':
      return [
        `${official.name} told me: “I have left ${at}.” Requests come to you. Ask the Service Center to remove the old role: ${call}. CMS recommends two PSOs: you can approve a second one.`,
      ];
    case 'leaving':
      return [`${official.name} leaves ${numbered(shown)} as PSO; the last day is ${dayWords(day)}.`];
    case 'here':
      return [`${official.name} is still at ${at}. Nothing for you to do.`];
    default:
      return [`${official.name} is no longer a PSO of ${numbered(shown)}. Requests come to you.`];
  }
}

function toDesk(shown: ShownDeparture): Text {
  const { official, state } = shown;
  const who = [official.name, ...(official.email === null ? [] : [official.email])].join(', ');
  const how = {
    silent: 'gave no answer, or is not in this chat',
    left: 'says so too',
    leaving: 'said the last day, and it has passed',
    asked: 'was asked and has not answered yet',
    here: 'is still there; nothing is to be recorded',
    removed: 'was removed, and it is recorded',
  } as const satisfies Record<ShownDeparture['state']['is'], string>;
  return [
    bold(`PSO of ${numbered(shown)} has left`),
    `\n${who}: ${how[state.is]}.`,
    ...(shown.ticket === null ? [] : [`\nTicket at the Service Center: ${shown.ticket}.`]),
    state.is === 'here' || state.is === 'removed'
      ? ''
      : '\nWhen the Service Center has removed the role in iQIES, record it here. Until then nothing changes.',
  ];
}

/** The message to the Service Center, to be copied; nothing is sent by this bot. */
export const serviceMessage = {
  title: 'To the Service Center',
  about: `Copy this and send it yourself to ${facts.serviceCenterEmail.value}, or call ${facts.serviceCenterPhone.value}. I send nothing there. Ask for the removal first; the request for the new PSO comes after it.`,
  older: `The undated PSO job aid prints ${facts.olderServiceCenterPhone.value} for this case.`,
  ticket: 'Ticket number',
  ticketHint: 'When you have one. Nothing about patients, no passwords.',
  save: 'Save the number',
  close: 'Close',
  saved: 'The number is noted.',
  savedNext:
    'When the Service Center has removed the role, the people who run this bot record it, and you hear from me.',
} as const;

/** The lines of the message. @param sender who asks, with her address */
export function serviceLines(shown: ShownDeparture, sender: ShownPerson): string[] {
  const { official, gone, others, organization, state } = shown;
  const ccn = organization.kind === 'provider' ? organization.ccn : '';
  const named = [official, ...gone].map(({ name, email }) => (email === null ? name : `${name} (${email})`));
  return [
    `Subject: Removal of a Provider Security Official, CCN ${ccn}`,
    '',
    `Facility: ${shown.placeName ?? '(name of the facility)'}`,
    `CCN: ${ccn}`,
    `Please remove the role Provider Security Official in iQIES of: ${list(named)}`,
    `Reason: ${named.length === 1 ? 'this person' : 'these people'} no longer ${named.length === 1 ? 'works' : 'work'} at this facility${state.is === 'leaving' ? ` (last day: ${dayWords(state.on)})` : ''}.`,
    others.length > 0
      ? 'The facility has another Provider Security Official.'
      : 'The facility has no other Provider Security Official. After the removal we request the role for a new one.',
    `From: ${sender.name}${sender.email === null ? '' : `, ${sender.email}`}`,
  ];
}

export const whoCanBePso = {
  title: 'Who can be PSO?',
  text: 'Somebody who works for the provider and is not a vendor. CMS approves the first PSO of a facility; that PSO approves further ones. CMS recommends two for each facility.',
  source:
    'Sources: job aid “Provider Security Official” (undated); Missouri DHSS, “iQIES Provider Security Official” (public page).',
} as const;

/** Reporting that a PSO has left. */
export const reporting = {
  button: 'Our PSO left',
  title: 'Our PSO left',
  next: 'Next',
  send: 'Ask this person',
  close: 'Close',
  done: 'Done',
  place: 'Which facility?',
  who: (where: string): string => `Which PSO of ${where} has left?`,
  about:
    'I ask this person first. Nothing changes by your report, and your name is not told. If there is no answer for 2 business days, you read how to go on.',
  notMine: 'This is for people with a role, a request or a form for a facility. Everybody else can go this way:',
  noneKnown: (where: string): Text => [bold(where), '\nI don’t know a PSO there. iQIES may have one who left:'],
  guide: [
    bold('Until a facility whose only PSO left has a new one, nobody new can get a role there.'),
    `\n1. Ask the Service Center to remove the old PSO: ${call}. Say the facility, its CCN and the name.\n2. Then somebody who works there asks for the PSO role; CMS approves the first one.`,
  ] as Text,
  startPso: 'Ask for the PSO role',
} as const;

/** "I'm leaving on ...". */
export const leavingWords = {
  button: 'I’m leaving',
  change: 'I’m leaving: change',
  title: 'I’m leaving',
  about: (where: string): Text => [
    'When is your last day as PSO of ',
    bold(where),
    '? Nothing ends by itself on that day: it lets me remind you, and your colleagues prepare.',
  ],
  day: 'My last day',
  everywhere: (n: number): string => `At all ${n} of my facilities`,
  more: 'Further facilities',
  save: 'Save',
  close: 'Close',
  saidBefore: (day: string): string => `You said ${day}.`,
  seat: (day: string): string => ` You said that your last day is ${day}.`,
} as const;
