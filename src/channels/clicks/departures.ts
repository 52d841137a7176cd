import { answerAsOfficial, sayLeaving } from '#application/answer-departure.ts';
import { herFacilities, mayReport, officialsOf, reporterProblem } from '#application/departure-people.ts';
import type { Departure } from '#application/departure-record.ts';
import { helpsIn, noteTicket, sayGone, sayGoneToo, takeOver } from '#application/help-departure.ts';
import { facilitiesLed, leavingAt } from '#application/leaving.ts';
import { shownOfficial, shownPerson } from '#application/officials.ts';
import type { Start } from '#application/organizations-of-draft.ts';
import { recordRemoval } from '#application/record-removal.ts';
import { reportDeparture } from '#application/report-departure.ts';
import { showDeparture } from '#application/show-departure.ts';
import { refusals } from '#copy/refusals.ts';
import { placeLabel } from '#copy/words.ts';
import { writtenDay } from '#domain/day.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Answer } from '#domain/refusal.ts';
import {
  leavingForm,
  leftGuideForm,
  leftPlaceForm,
  leftSentForm,
  leftWhoForm,
  serviceForm,
  ticketSavedForm,
  whoCanForm,
} from '#views/departure.ts';
import type { Form } from '#views/elements.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { openRequest } from './request-buttons.ts';
import { type Forms, type Sent, type Submission, wrong, wrongUnrecorded } from './submission.ts';

/** What people do when a Provider Security Official leaves. Every button is looked at again when it is pressed. */
export function departureButtons(context: ClickContext): Buttons {
  const { deps } = context;
  const said = (made: Click, work: Promise<Answer<Departure>>) => afterWork(context, made, work);
  return {
    'report-left': opens((made) => report(context, made)),
    'left-ask-pso': opens((made) => inPlace(made, openRequest(context, made.person, startPso(keyOf(made.value))))),
    'pso-here': acts((made) => said(made, answerAsOfficial(deps)(made.person, idOf(made.value), { says: 'here' }))),
    'pso-left': acts((made) => said(made, answerAsOfficial(deps)(made.person, idOf(made.value), { says: 'left' }))),
    'pso-leaving': opens(async ({ person, value }) => {
      const departure = await deps.ledger.read((record) => record.departures.of(idOf(value)));
      return departure === null ? refuse('departure-unknown') : openLeaving(context, person, departure.organization);
    }),
    leaving: opens(({ person, value }) => openLeaving(context, person, keyOf(value))),
    'pso-gone': acts((made) => said(made, sayGone(deps)(made.person, idOf(made.value)))),
    'pso-gone-too': acts((made) => said(made, sayGoneToo(deps)(made.person, idOf(made.value)))),
    'pso-remove': acts((made) => said(made, recordRemoval(deps)(made.person, idOf(made.value)))),
    'pso-message': opens(async (made) => {
      const form = await messageForm(context, made.person, idOf(made.value));
      return form.ok ? shownIn(made, form.value) : refuse(form.refusal);
    }),
    'pso-who': opens(async (made) => shownIn(made, whoCanForm())),
    'pso-take-over': opens(async (made) => {
      const taken = await takeOver(deps)(made.person, idOf(made.value));
      if (!taken.ok) return { say: refusals[taken.refusal] };
      return inPlace(made, openRequest(context, made.person, startPso(taken.value.organization)));
    }),
    'pso-second': opens(async (made) => {
      const departure = await deps.ledger.read((record) => record.departures.of(idOf(made.value)));
      if (departure === null) return refuse('departure-unknown');
      const may = await mayReport(deps, made.person, departure.organization);
      if (!may.ok) return refuse(may.refusal);
      return inPlace(made, openRequest(context, made.person, startPso(departure.organization)));
    }),
  };
}

/** The forms of a report, of an official's own day, and of the message to the Service Center. */
export function departureForms(context: ClickContext): Forms {
  const { deps } = context;
  return {
    'left-place': {
      field: 'left-place',
      again: async ({ person }) => (await begin(context, person, null)).form,
      async send({ person, typed }) {
        const key = keyOf(typed.choice('left-place') ?? '');
        const may = await mayReport(deps, person, key);
        return may.ok ? { next: await atPlace(context, person, key) } : wrongUnrecorded(may.refusal, 'left-place');
      },
    },
    'left-who': {
      field: 'left-who',
      again: async ({ person, memo }) => (await begin(context, person, keyOf(memo.organization ?? ''))).form,
      send: (sent) => sendReport(context, sent),
    },
    leaving: {
      field: 'leaving-day',
      async again({ person, memo }) {
        const after = await openLeaving(context, person, keyOf(memo.organization ?? ''));
        return 'open' in after ? after.open : null;
      },
      async send({ person, memo, typed }) {
        const day = writtenDay(typed.words('leaving-day') ?? '');
        if (day === null) return wrongUnrecorded('day-missing', 'leaving-day');
        const all = typed.ticked('leaving-everywhere', 'all') === true;
        const places = all ? await deps.ledger.read((record) => facilitiesLed(record, person)) : [];
        const answer = await sayLeaving(deps)(person, [...new Set([keyOf(memo.organization ?? ''), ...places])], day);
        return answer.ok ? { close: 'all' } : wrong(answer.refusal, 'leaving-day');
      },
    },
    'pso-message': {
      field: 'ticket',
      async again({ person, memo }) {
        const form = await messageForm(context, person, idOf(memo.departure ?? ''));
        return form.ok ? form.value : null;
      },
      async send({ person, memo, typed }) {
        const answer = await noteTicket(deps)(person, idOf(memo.departure ?? ''), typed.words('ticket') ?? '');
        return answer.ok ? { next: ticketSavedForm() } : wrong(answer.refusal, 'ticket');
      },
    },
  };
}

/** A case out of a button. */
const idOf = (value: string): string => (/^[A-Za-z0-9_-]{8,40}$/.test(value) ? value : '');

/** A facility out of a button or a form; of a place without a known official the form's id stands before it. */
function keyOf(value: string): OrganizationKey {
  const organization = parseOrganizationKey(value.split('|').at(-1) ?? '');
  return organization?.kind === 'provider' ? `ccn:${organization.ccn}` : '';
}

/** From a message or Home a dialog opens; in a dialog it changes. */
const shownIn = ({ dialog }: Click, form: Form): After => (dialog === null ? { open: form } : { replace: form });

async function inPlace(made: Click, opened: Promise<After>): Promise<After> {
  const after = await opened;
  return made.dialog !== null && 'open' in after && after.open !== null ? { replace: after.open } : after;
}

/** In a dialog the case is shown as it is now; a message changes by itself. */
async function afterWork(
  { deps }: ClickContext,
  { person, dialog }: Click,
  work: Promise<Answer<Departure>>,
): Promise<After> {
  const done = await work;
  if (!done.ok) return { say: refusals[done.refusal] };
  if (dialog === null) return {};
  const shown = await deps.ledger.read((record) => showDeparture(deps, record, done.value.id, person.personId));
  return shown === null ? {} : { replace: leftSentForm(shown) };
}

async function report(context: ClickContext, made: Click): Promise<After> {
  const { form, refusal } = await begin(context, made.person, made.value === '' ? null : keyOf(made.value));
  const after = shownIn(made, form);
  return refusal === null ? after : { ...after, ...{ refuse: refusal } };
}

/** Where a report begins: the place, the official, or the explanation for whoever can't report. */
async function begin(
  context: ClickContext,
  person: Click['person'],
  key: OrganizationKey | null,
): Promise<{ form: Form; refusal: null }> {
  const { deps } = context;
  const hers = reporterProblem(person) === null ? await herFacilities(deps, person) : [];
  const [only, ...more] = key === null ? hers : hers.filter((one) => one === key);
  if (only === undefined) return { form: leftGuideForm(null, false), refusal: null };
  if (more.length === 0) return { form: await atPlace(context, person, only), refusal: null };
  const names = await placeNames(context, hers);
  const options = hers.slice(0, 100).map((one) => ({ value: one, label: names.get(one) ?? one }));
  return { form: leftPlaceForm(options), refusal: null };
}

/** The PSOs of a place to choose from; herself alone leads to her own day, and nobody to the explanation. */
async function atPlace(context: ClickContext, person: Click['person'], key: OrganizationKey): Promise<Form> {
  const { deps } = context;
  const { organization, placeName } = await namedPlace(context, key);
  const officials = await deps.ledger.read(async (record) => {
    const found = [];
    for (const official of await officialsOf(record, key))
      found.push({ grantId: official.grantId, person: await shownOfficial(record, official) });
    return found;
  });
  if (officials.length === 0) return leftGuideForm({ organization, placeName }, true);
  if (officials.every((one) => one.person.personId === person.personId)) {
    const after = await openLeaving(context, person, key);
    if ('open' in after && after.open !== null) return after.open;
  }
  return leftWhoForm(organization, placeName, officials);
}

async function sendReport(context: ClickContext, { person, memo, typed }: Submission): Promise<Sent> {
  const { deps } = context;
  const key = keyOf(memo.organization ?? '');
  const answer = await reportDeparture(deps)(person, key, (typed.choice('left-who') ?? '').slice(0, 60));
  if (!answer.ok) return wrong(answer.refusal, 'left-who');
  const reported = answer.value;
  if (reported === 'herself') {
    const after = await openLeaving(context, person, key);
    return 'open' in after && after.open !== null ? { next: after.open } : wrong('no-official-reported', 'left-who');
  }
  const shown = await deps.ledger.read((record) => showDeparture(deps, record, reported.departureId, person.personId));
  return shown === null ? { close: 'all' } : { next: leftSentForm(shown) };
}

/** Her own day at a facility where she is a PSO now. */
async function openLeaving(context: ClickContext, person: Click['person'], key: OrganizationKey): Promise<After> {
  const { deps } = context;
  const now = await deps.ledger.read((record) => leavingAt(record, person, key));
  if (now === null) return refuse('no-official-reported');
  const { organization, placeName } = await namedPlace(context, key);
  return { open: leavingForm(organization, placeName, now) };
}

async function messageForm(
  { deps }: ClickContext,
  person: Click['person'],
  departureId: string,
): Promise<Answer<Form>> {
  return deps.ledger.read(async (record): Promise<Answer<Form>> => {
    const may = await helpsIn(record, person, departureId);
    if (!may.ok) return may;
    const shown = await showDeparture(deps, record, departureId, person.personId);
    if (shown === null) return { ok: false, refusal: 'departure-not-yours' };
    return { ok: true, value: serviceForm(shown, await shownPerson(record, person.personId)) };
  });
}

/** The request for the PSO role of exactly this place. */
function startPso(key: OrganizationKey): Start {
  const organization = parseOrganizationKey(key);
  const ccns = organization?.kind === 'provider' ? [organization.ccn] : [];
  return { category: 'provider', roleId: 'provider-security-official', environment: 'production', ccns, kept: ccns };
}

async function namedPlace({ deps }: ClickContext, key: OrganizationKey) {
  const organization = parseOrganizationKey(key);
  if (organization?.kind !== 'provider') throw new Error(`${key} is no facility`);
  const found = await deps.providers.find([organization.ccn]);
  return { organization, placeName: found.get(organization.ccn)?.name ?? null };
}

async function placeNames({ deps }: ClickContext, keys: readonly OrganizationKey[]): Promise<Map<string, string>> {
  const ccns = keys.map((key) => key.slice(4));
  const found = await deps.providers.find(ccns);
  return new Map(
    ccns.map((ccn) => [`ccn:${ccn}`, placeLabel({ kind: 'provider', ccn }, found.get(ccn)?.name ?? null)]),
  );
}
