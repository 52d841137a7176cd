/** Every message, form and page that the bot shows, once in each mood that matters to it. */
import { categories, roles } from '#content/catalogue.ts';
import { disciplines } from '#content/disciplines.ts';
import { settlements } from '#domain/after-decision.ts';
import type { Answered } from '#domain/answer.ts';
import type { ShownHolder, ShownProfile, ShownReview } from '#domain/shown.ts';
import * as after from '#views/after-decision.ts';
import { sentForm, stepsForm } from '#views/after-submit.ts';
import { answerMessage, notHelpfulForm, quotedAnswer, serviceCenterForm } from '#views/answer.ts';
import { awayForm } from '#views/away.ts';
import { requestCard } from '#views/card.ts';
import { confirmedForm, confirmFirstMessage, confirmForm, numberNotSentMessage } from '#views/confirm-official.ts';
import { cardForm, rejectForm, requestDetails } from '#views/decide-forms.ts';
import { disciplinesForm, disciplinesSaved } from '#views/disciplines.ts';
import type { Form, Message, Page } from '#views/elements.ts';
import type { FormStep } from '#views/form-step.ts';
import { myRequestsForm, profilePage } from '#views/home.ts';
import { joinedMessage, joinOfferMessage } from '#views/joining.ts';
import { namingForm, passedOnForm, type UnknownPlaceShown, wayForm } from '#views/not-known.ts';
import {
  noticeMessage,
  offerMessage,
  officialKnownMessage,
  type RequestNotice,
  refusalMessage,
  welcomeMessage,
} from '#views/notice.ts';
import { oneByOneForm } from '#views/one-by-one.ts';
import { answerForm, problemForm } from '#views/problem.ts';
import { requestForm } from '#views/request-form.ts';
import * as ends from '#views/role-ends.ts';
import * as review from '#views/role-review.ts';
import { myRolesForm } from '#views/roles.ts';
import * as statements from '#views/statements.ts';
import { statusMessage } from '#views/status.ts';
import { lineMessage, talkForm } from '#views/talk.ts';
import { olderReminderMessage, reminderMessage, waitedLongMessage, waitingForm } from '#views/waiting.ts';
import { csvPerPage, holdersCsvForm, holdersForm } from '#views/who-has-what.ts';
import { item, type Mood, mixed, moods, provider, role, strangeWords, waiting } from './cast.ts';
import { checklist, checklistForms, checklistMessages } from './checklists.ts';
import { departureForms, departureMessages } from './departures.ts';

export interface Row {
  /** The view's function, the mood, and what it is about. */
  name: string;
  mood: Mood['name'];
  view: { message: Message } | { form: Form } | { page: Page };
}

/** All of them. A view that isn't in it fails a test. */
export function everyRow(): Row[] {
  return moods.flatMap((mood) =>
    [...messages(mood), ...forms(mood), ...steps(mood), ...pages(mood)].map(([name, view]) => ({
      name: `${name} (${mood.name})`,
      mood: mood.name,
      view,
    })),
  );
}

type Named = readonly [name: string, view: Row['view']];

function messages(mood: Mood): Named[] {
  const all = waiting(mood);
  const some = mixed(mood);
  const ids = all.items.map(({ id }) => id);
  const someIds = some.items.map(({ id }) => id);
  const of = (at: number) => some.items.slice(at, at + 1);
  const surveyor = role(mood, 0, 'contract-surveyor');
  const list: [string, Message][] = [
    ['requestCard', requestCard(all, 'person-1', ids)],
    ['requestCard: one', requestCard(all, 'person-1', ids.slice(0, 1))],
    ['requestCard: decided', requestCard(some, 'person-1', someIds)],
    ['requestCard: no longer hers', requestCard(all, 'person-9', [])],
    ['statusMessage', statusMessage(all)],
    ['statusMessage: every state', statusMessage(some)],
    ['welcomeMessage', welcomeMessage()],
    ['offerMessage', offerMessage('request')],
    ['offerMessage: hers', offerMessage('mine')],
    ['quotedAnswer', quotedAnswer(answered(mood, 'answer').text)],
    ['officialKnownMessage', officialKnownMessage(mood.placeName(1), 'pbj-viewer', 'ccn:165001')],
    ['confirmFirstMessage', confirmFirstMessage('a-request|1')],
    ['numberNotSentMessage', numberNotSentMessage()],
    ['refusalMessage', refusalMessage('not-official-here', mood.person(1).name)],
    ['joinOfferMessage', joinOfferMessage({ slack: 'person-0', teams: 'person-1' }, mood.person(1))],
    ['joinedMessage', joinedMessage()],
    ...roleEndMessages(mood),
    ['roleConfirmedMessage', after.roleConfirmedMessage('provider-security-official', 'training', mood.placeName(0))],
    ['statementSettledMessage', statements.statementSettledMessage(surveyor, 'confirmed', mood.person(1).name)],
    ['lineMessage', lineMessage(all, talkLine(mood), true, { requester: true, items: [] })],
    ['lineMessage: to an official', lineMessage(all, talkLine(mood), false, { requester: false, items: ids })],
    ['answerMessage', answerMessage('a-question', answered(mood, 'answer'))],
    ['answerMessage: not sure', answerMessage('a-question', answered(mood, 'suggest'))],
    ...departureMessages(mood),
    ...checklistMessages(mood),
    ['answerMessage: not known', answerMessage('a-question', answered(mood, 'unknown'))],
  ];
  const notices: [RequestNotice, number][] = [
    ['approved', 3],
    ['rejected', 5],
    ['active', 4],
    ['please-send', 3],
    ['held', 1],
    ['moved-on', 0],
    ['went-outside', 2],
    ['second-official', 0],
  ];
  for (const toRequester of [true, false])
    for (const about of ['contacts', 'expired'] as const)
      list.push([`waitedLongMessage: ${about}`, waitedLongMessage({ about }, some, some.items, toRequester)]);
  list.push(['waitedLongMessage', waitedLongMessage({ about: 'expires-soon', expiresAt: 5 }, some, some.items, true)]);
  const reminder = reminderMessage(whatWaits(mood));
  if (reminder) list.push(['reminderMessage', reminder]);
  list.push(['olderReminderMessage', olderReminderMessage(5)]);
  for (const [about, at] of notices) {
    const about1 = of(at).map(({ id }) => id);
    list.push([`noticeMessage: ${about}`, noticeMessage(about, some, about1, mood.person(1).name)]);
  }
  const afterwards: after.AfterNotice[] = [
    { about: 'taken-back', by: mood.person(1).name, reason: mood.words.slice(0, 500) },
    { about: 'approved-in-iqies', by: mood.person(1).name },
    { about: 'rejected-in-iqies', by: mood.person(1).name },
    { about: 'mail-came' },
    { about: 'requester-gone' },
    ...settlements.map((as) => ({ about: 'settled' as const, as, reason: mood.words.slice(0, 500) })),
  ];
  for (const notice of afterwards)
    for (const toRequester of [true, false])
      list.push([
        `afterNoticeMessage: ${notice.about}${'as' in notice ? ` ${notice.as}` : ''}, to ${toRequester ? 'her' : 'officials'}`,
        after.afterNoticeMessage(some, of(5), notice, toRequester),
      ]);
  return list.map(([name, message]) => [name, { message }]);
}

const talkLine = (mood: Mood) => ({
  position: 3,
  author: mood.person(1),
  at: 1_795_000_000_000,
  words: mood.words.slice(0, 500),
});

function answered(mood: Mood, outcome: Answered['outcome']): Answered {
  const titles = ['Who approves my request?', 'How long does the approval of a request take?', 'What is a CCN?'];
  const suggestions = titles.map((title, n) => ({ article: `article-${n}`, title, text: title }));
  return {
    outcome,
    text: `${mood.words}\n\nSecond paragraph.\n\nSource: job aid “Provider User Roles” (03/31/2026), Help.`,
    article: 'article-0',
    suggestions,
    sources: [],
    actions: ['request', 'request:pbj-viewer', 'service-center', 'my-requests'],
    related: suggestions,
    keep: false,
    nearest: [],
  };
}

function forms(mood: Mood): Named[] {
  const all = waiting(mood);
  const some = mixed(mood);
  const ids = all.items.map(({ id }) => id);
  const someIds = some.items.map(({ id }) => id);
  const places = unknown(mood);
  const [place] = places;
  const officialRole = waiting(mood, 'provider-security-official').role;
  const surveyor = role(mood, 0, 'contract-surveyor', {
    disciplines: disciplines.slice(0, 3).map(({ label }) => label),
  });
  const contractors = Array.from({ length: mood.places }, (_, n) => mood.placeName(n).slice(0, 100));
  const list: [string, Form][] = [
    ['takeBackForm', after.takeBackForm(some, someIds.slice(3, 4))],
    ['sentForm', sentForm(all, places, mood.places)],
    ['sentForm: to nobody', sentForm(waiting(mood, 'contract-surveyor'), [], 0)],
    ['stepsForm', stepsForm(all)],
    ...(['state-agency-general-user', 'contract-surveyor', 'mac-reports', 'cms-general-user'] as const).map(
      (id): [string, Form] => [`stepsForm: ${id}`, stepsForm(waiting(mood, id))],
    ),
    ['notHelpfulForm', notHelpfulForm('a-question')],
    ['serviceCenterForm', serviceCenterForm()],
    ['rejectForm', rejectForm(all, ids)],
    ['cardForm', cardForm(all, 'person-1', ids)],
    ['cardForm: decided', cardForm(some, 'person-1', someIds)],
    ['requestDetails', requestDetails(all, ids)],
    ['requestDetails: every state', requestDetails(some, someIds)],
    ['awayForm', awayForm({ fromDay: '2026-11-30', toDay: '2026-12-04', backAt: 5_000_000_000, began: true })],
    ['awayForm: first', awayForm(null)],
    ['waitingForm', waitingForm(whatWaits(mood))],
    ...checklistForms(mood),
    ['confirmForm', confirmForm({ state: 'sent', address: mood.person(1).email ?? '' }, { deed: 'approve' })],
    ['confirmForm: used up', confirmForm({ state: 'used-up', address: 'joan@example.org', mayStillType: true }, {})],
    ['confirmedForm', confirmedForm('You approved Ana for BLOOMFIELD CARE CENTER.')],
    ['confirmForm: no mail', confirmForm({ state: 'no-mail', address: 'joan@example.org' }, { deed: 'reject' })],
    ['waitingForm: nothing', waitingForm({ shown: [], decide: 0, toDo: 0 })],
    ['disciplinesForm', disciplinesForm(surveyor)],
    [
      'disciplinesSaved',
      disciplinesSaved(
        surveyor,
        disciplines.map(({ label }) => label),
      ),
    ],
    ['myRequestsForm', myRequestsForm({ requests: [all, some], all: 30, page: 1 }, 'America/Chicago')],
    ['myRequestsForm: none', myRequestsForm({ requests: [], all: 0, page: 0 }, null)],
    ['talkForm', talkForm(all, { to: 'officials' }, [mood.person(1), mood.person(2)], ids, 'a-form')],
    ['talkForm: an answer', talkForm(some, { to: 'line', position: 3 }, [mood.person(1)], [], 'a-form')],
    ['myRolesForm', myRolesForm(rolesOf(mood), 0)],
    ['statedRoleForm', statements.statedRoleForm()],
    ['statedPlaceForm', statements.statedPlaceForm('pbj-viewer', 'production', { asks: 'facilities', most: 20 })],
    ['statedPlaceForm: State', statements.statedPlaceForm('contract-surveyor', 'training', { asks: 'state-or-cms' })],
    [
      'statedPlaceForm: contractor',
      statements.statedPlaceForm('mac-reports', 'production', { asks: 'contractor', line: 'mac', known: contractors }),
    ],
    ['statedPlaceForm: CMS', statements.statedPlaceForm('cms-security-official', 'production', { asks: 'nothing' })],
    ['statedForm', statements.statedForm(rolesOf(mood).slice(0, mood.places))],
    ...roleEndForms(mood),
    ['holdersForm', holdersForm({ holders: holders(mood, 20), all: 600, page: 1 })],
    ['holdersForm: none', holdersForm({ holders: [], all: 0, page: 0 })],
    [
      'holdersCsvForm',
      holdersCsvForm({ holders: holders(mood, mood.name === 'usual' ? 20 : csvPerPage), all: 600, page: 1 }),
    ],
    ['oneByOneForm', oneByOneForm(all, { viewer: 'person-1', itemIds: ids, hers: ids, page: 0, note: null })],
    [
      'oneByOneForm: after some',
      oneByOneForm(some, { viewer: 'person-1', itemIds: someIds, hers: someIds.slice(1), page: 1, note: mood.words }),
    ],
    ...departureForms(mood),
    ['passedOnForm', passedOnForm()],
    ['problemForm', problemForm(mood.words)],
    ['answerForm', answerForm(mood.words)],
  ];
  if (place !== undefined) {
    list.push(['namingForm', namingForm(place, 100)]);
    for (const way of ['all', 'look', 'none', 'unsure'] as const)
      list.push([`wayForm: ${way}`, wayForm(way, { ...place, environment: 'production', officialRole })]);
  }
  return list.map(([name, form]) => [name, { form }]);
}

const unknown = (mood: Mood): UnknownPlaceShown[] =>
  Array.from({ length: mood.places }, (_, n) => ({
    draftId: 'a-draft',
    organization: provider(n),
    placeName: mood.placeName(n),
  }));

function rolesOf(mood: Mood) {
  const often = Array.from({ length: mood.places }, (_, n) =>
    role(mood, n, roles[n % roles.length]?.id ?? 'pbj-viewer', n % 5 === 0 ? { statementId: `statement-${n}` } : {}),
  );
  const surveyors = { organization: { kind: 'state', code: 'IA' }, placeName: null } as const;
  return [
    ...often,
    role(mood, 0, 'contract-surveyor', { ...surveyors, disciplines: [] }),
    role(mood, 0, 'state-agency-general-user', { ...surveyors, disciplines: disciplines.map(({ label }) => label) }),
    role(mood, 1, 'provider-security-official', { unconfirmed: true, statementId: 'statement-x', disciplines: [] }),
  ];
}

/** Dialogs and messages at the end of a role. */
function roleEndForms(mood: Mood): [string, Form][] {
  const some = Array.from({ length: mood.places }, (_, n) => ({ ...role(mood, n, 'pbj-viewer'), ref: `g|grant-${n}` }));
  const one = { ...role(mood, 0, 'pbj-viewer'), ref: 'g|grant' };
  const mine = some.map((at, n) => ({ ...at, lostAt: n % 2 === 0 ? 1_795_000_000_000 : null }));
  const whose = mood.person(2).name;
  const several = mood.places > 1 ? some : [one, { ...one, ref: 'g|other', organization: provider(1) }];
  return [
    ['removeForm', ends.removeForm('remove-role', whose, [one], { role: 'g|grant|0' })],
    ['removeForm: several', ends.removeForm('remove-items', whose, several, { role: 'a-request|1,2' })],
    ['removedForm', ends.removedForm(whose, some, true)],
    ['markForm', review.markForm('g|grant|0')],
    ['reviewForm', review.reviewForm(reviewed(mood))],
    ['reviewSummaryForm', review.reviewSummaryForm({ reviewId: 'review', places: 3, kept: 40, marked: 2, removed: 1 })],
    ['editRoleForm', ends.editRoleForm(mine, 0, true, 'pbj-viewer|production|0')],
  ];
}

const reviewed = (mood: Mood): ShownReview => ({
  rows: holders(mood, 20).map((holder, at) => ({
    ...holder,
    mark: at % 2 === 0 ? { words: mood.words.slice(0, 500), by: mood.person(1).name } : null,
    own: at === 3,
  })),
  ...{ all: 90, marked: 10, page: 1, open: 3 },
  done: Array.from({ length: mood.places }, (_, n) => ({
    organization: provider(n),
    placeName: mood.placeName(n),
    by: mood.person(2).name,
    at: 1_795_000_000_000,
  })),
});

function roleEndMessages(mood: Mood): [string, Message][] {
  const one = role(mood, 0, 'pbj-viewer');
  const official = role(mood, 0, 'provider-security-official');
  const [by, whose] = [mood.person(1).name, mood.person(2).name];
  const about = (said: Parameters<typeof ends.roleNoticeMessage>[1]) => ends.roleNoticeMessage(official, said);
  return [
    ['roleNoticeMessage', ends.roleNoticeMessage(one, { about: 'role-removed', by, reason: mood.words.slice(0, 500) })],
    ['roleNoticeMessage: lost', about({ about: 'role-lost', by, grantId: 'grant' })],
    ['roleNoticeMessage: back', about({ about: 'role-back', by })],
    ['roleNoticeMessage: of a colleague', about({ about: 'colleague-lost', by, whose })],
    ['roleNoticeMessage: of a colleague, back', about({ about: 'colleague-back', whose, grantId: 'grant' })],
    ['logInMessage', ends.logInMessage()],
    ['reviewMessage', review.reviewMessage(3, true)],
    [
      'reviewSummaryMessage',
      review.reviewSummaryMessage({ reviewId: 'review', places: 3, kept: 40, marked: 2, removed: 1 }),
    ],
  ];
}

const holders = (mood: Mood, n: number): ShownHolder[] =>
  Array.from({ length: n }, (_, at) => ({
    ...role(mood, at, at % 3 === 0 ? 'provider-security-official' : 'pbj-viewer'),
    person: mood.person(at),
    since: 1_790_000_000_000,
    basis: (['imported', 'requested', 'confirmed', 'unconfirmed', 'stated'] as const)[at % 5] ?? 'stated',
    statementId: at % 5 === 4 ? `statement-${at}` : null,
    maySettle: at % 2 === 0,
    ref: `g|grant-${at}`,
    lostAt: at % 4 === 3 ? 1_795_000_000_000 : null,
    mayEnd: at % 3 !== 2,
    back: at % 10 === 4,
  }));

function steps(mood: Mood): Named[] {
  const some = Array.from({ length: mood.places }, (_, n) => n);
  const options = some.map((n) => ({
    value: String(165_000 + n),
    label: `${mood.placeName(n).slice(0, 60)} (${165_000 + n})`,
  }));
  const surveyor = { contractOrganizations: [], surveyorStanding: null, federalId: '12', federalIdAgain: '' } as const;
  const place = (n: number, outlook: Extract<FormStep, { step: 'review' }>['planned'][number]['outlook']) => ({
    organization: provider(n),
    placeName: mood.placeName(n),
    placeDetail: null,
    needsGeneralUser: n === 0,
    outlook,
  });
  const officials = [mood.person(1), mood.person(2)];
  const planned = some.map((n) =>
    place(
      n,
      (
        [
          { kind: 'ask', officials, usualDays: 2 },
          { kind: 'not-known' },
          { kind: 'outside', officials, reason: 'official-not-in-chat' },
          { kind: 'active' },
          { kind: 'pending' },
          { kind: 'covered' },
        ] as const
      )[n % 6] ?? { kind: 'active' },
    ),
  );
  const organizations = { step: 'organizations', environment: 'production', note: null } as const;
  const states: [string, FormStep][] = [
    [
      'category',
      { step: 'category', offered: categories.map(({ id }) => id), chosen: 'provider', task: null, note: mood.words },
    ],
    ...categories
      .filter(({ rolesKnown }) => rolesKnown)
      .map(({ id }): [string, FormStep] => [
        `role of ${id}`,
        { step: 'role', category: id, chosen: null, task: 'see-pbj', environment: 'production' },
      ]),
    [
      'facilities',
      {
        ...organizations,
        roleId: 'pbj-viewer',
        ask: { fields: 'providers', chosen: options, pasted: mood.words.slice(0, 3_000) },
      },
    ],
    [
      'State',
      {
        ...organizations,
        roleId: 'state-agency-general-user',
        note: 'A note.',
        ask: { fields: 'state', state: 'IA', employeeId: strangeWords.slice(0, 40), surveyor: null },
      },
    ],
    [
      'surveyor',
      {
        ...organizations,
        roleId: 'contract-surveyor',
        environment: 'training',
        ask: { fields: 'contract-surveyor', surveyFor: 'state', state: null, ...surveyor },
      },
    ],
    [
      'survey admin',
      { ...organizations, roleId: 'contract-survey-admin', ask: { fields: 'contract-survey-admin', ...surveyor } },
    ],
    [
      'contractor',
      {
        ...organizations,
        roleId: 'mac-reports',
        ask: { fields: 'contractor', line: 'mac', known: ['Some MAC, Inc.'], contractor: 'Some MAC, Inc.' },
      },
    ],
    ['chain', { step: 'chain', name: mood.placeName(0), options, more: 12 }],
    [
      'check',
      {
        step: 'check',
        roleId: 'pbj-viewer',
        unknown: some.map((n) => ({ ccn: String(n), near: [mood.placeName(n)] })),
        asOf: '2026-10-01',
        noNursingHomes: true,
      },
    ],
    [
      'review',
      {
        step: 'review',
        roleId: 'provider-security-official',
        environment: 'production',
        planned,
        answers: [mood.words.slice(0, 100)],
        saysGeneralUser: false,
        legalName: mood.words.slice(0, 100),
        harpConfirmed: true,
        notVendor: false,
        later: 5,
        page: 0,
      },
    ],
  ];
  return states.map(([name, at]) => [`requestForm: ${name}`, { form: requestForm('a-draft', '1', at) }]);
}

function pages(mood: Mood): Named[] {
  const some = mixed(mood);
  const busy: ShownProfile = {
    person: mood.person(0),
    timeZone: 'America/Chicago',
    open: { requests: [waiting(mood), some, waiting(mood, 'pbj-viewer')], all: 5 },
    earlier: { requests: [some], all: 4 },
    roles: rolesOf(mood),
    drafts: [
      { id: 'a-draft', role: some.role, ccns: Array.from({ length: mood.places }, () => '165326') },
      { id: 'draft-of-one', role: some.role, ccns: ['165326'] },
      { id: 'another-draft', role: null, ccns: [] },
    ],
    waiting: Array.from({ length: mood.name === 'usual' ? 2 : 12 }, () => ({
      request: waiting(mood),
      hers: [item(mood, 0).id],
    })),
    seatCount: 9,
    away: { fromDay: '2026-11-30', toDay: '2026-12-04', backAt: 5_000_000_000, began: true },
    seats: Array.from({ length: mood.name === 'usual' ? 2 : 8 }, (_, n) => ({
      organization: provider(n),
      placeName: mood.placeName(n),
      others: [mood.person(2)],
      leavesOn: n === 1 ? '2026-11-30' : null,
    })),
    mayReport: true,
    checklist: checklist(mood, 'under-way'),
    mayStartChecklist: false,
  };
  const none = { requests: [], all: 0 };
  const empty: ShownProfile = {
    ...busy,
    open: none,
    earlier: none,
    roles: [],
    drafts: [],
    waiting: [],
    seatCount: 0,
    away: null,
    seats: [],
    mayReport: false,
    checklist: null,
    mayStartChecklist: true,
  };
  return [
    ['profilePage', { page: profilePage(busy) }],
    ['profilePage: new', { page: profilePage(empty) }],
  ];
}

/** What waits for an official: more than is shown. */
function whatWaits(mood: Mood): Parameters<typeof waitingForm>[0] {
  const row = (decide: boolean) => ({
    request: waiting(mood),
    hers: waiting(mood).items.map(({ id }) => id),
    decide,
    since: 5,
    endsAt: decide ? 6 : null,
  });
  return { shown: Array.from({ length: 10 }, (_, n) => row(n < 8)), decide: 30, toDo: 2 };
}
