import { type Choice, closeChecklist, startChecklist, tickStep } from '#application/checklist.ts';
import { colleaguesOf, declineInvite, offerChecklist, showInvite } from '#application/checklist-invites.ts';
import type { Deps } from '#application/deps.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { showChecklist } from '#application/show-checklist.ts';
import { articleOf, problemIds, problemsOf } from '#content/checklist.ts';
import { refusals } from '#copy/refusals.ts';
import { environments } from '#domain/catalogue.ts';
import { accountKinds, type StepId, stepIds } from '#domain/checklist.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { Answer, Refusal } from '#domain/refusal.ts';
import { checklistForm, helpForm, stuckForm } from '#views/checklist.ts';
import { colleagueForm, colleaguesForm, fitForm } from '#views/checklist-invites.ts';
import type { Form } from '#views/elements.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { type Forms, type Sent, wrong, wrongUnrecorded } from './submission.ts';
import type { Typed } from './typed.ts';

/** The most that a step offers to somebody who is stuck. */
const mostProblems = 6;
/** An official of very many places starts a list for one of the first; a choice has so many rows. */
const mostPlaces = 100;

/** A checklist: the person's own steps, what helps her, and lists for new colleagues. */
export function checklistButtons(context: ClickContext): Buttons {
  const { deps } = context;
  const help = opens((made) => helpFor(context, made));
  return {
    checklist: opens(async (made) => shownIn(made, await checklistNow(deps, made.person))),
    'checklist-fit': opens(async (made) => shownIn(made, await fitNow(deps, made.person, null))),
    'checklist-start': opens(async ({ person, value }) => {
      const form = await fitNow(deps, person, value.slice(0, 40));
      return form === null ? refuse('invite-unknown') : { open: form };
    }),
    'checklist-decline': acts(async ({ person, value }) => said(await declineInvite(deps)(person, value.slice(0, 40)))),
    'checklist-close': acts(async (made) => after(context, made, await closeChecklist(deps)(made.person))),
    'step-done': acts((made) => tick(context, made, true)),
    'step-open': acts((made) => tick(context, made, false)),
    'checklist-stuck': opens(async (made) => {
      const step = stepOf(made.value);
      if (step === null) return refuse('checklist-none');
      return shownIn(made, stuckForm(step, await inTraining(deps, made.person)));
    }),
    ...Object.fromEntries(Array.from({ length: mostProblems }, (_, n) => [`checklist-help-${n + 1}`, help])),
    colleagues: opens(async ({ person }) => {
      const { seats, colleagues } = await colleaguesOf(deps)(person.personId);
      return seats.length === 0 ? refuse('no-seat-here') : { open: colleaguesForm(colleagues) };
    }),
    'checklist-for': opens(async ({ person }) => {
      const form = await forColleague(deps, person);
      return form === null ? refuse('no-seat-here') : { open: form };
    }),
  };
}

/** Her list as a dialog; the questions with which one begins, where she has none. */
export async function checklistNow(deps: Deps, { personId }: KnownPerson): Promise<Form> {
  const list = await deps.ledger.read((record) => showChecklist(deps, record, personId));
  return list === null ? fitForm(nothingYet, deps.settings.times.nudgeAfter, null) : checklistForm(list);
}

const nothingYet = { account: null, environment: 'production', surveyor: false, nudge: false } as const;

/** The questions, as she answered them before or as they were proposed; null where the list was not started for her. */
async function fitNow(deps: Deps, { personId }: KnownPerson, inviteId: string | null): Promise<Form | null> {
  const { list, invite } = await deps.ledger.read(async (record) => ({
    list: await showChecklist(deps, record, personId),
    invite: inviteId === null ? null : await showInvite(deps, record, inviteId, personId),
  }));
  if (inviteId !== null && invite === null) return null;
  const before = list === null ? { ...nothingYet, ...invite?.proposed } : { ...list.fit, nudge: list.nudge };
  return fitForm(before, deps.settings.times.nudgeAfter, inviteId);
}

/** In a dialog it takes that one's place; so the way back is short. */
const shownIn = ({ dialog }: Click, form: Form | null): After =>
  form === null ? refuse('checklist-none') : dialog === null ? { open: form } : { replace: form };

const said = (answer: Answer<unknown>): After => (answer.ok ? {} : { say: refusals[answer.refusal] });

/** In a dialog the list is shown true; the message is edited by itself. */
async function after({ deps }: ClickContext, { person, dialog }: Click, answer: Answer<unknown>): Promise<After> {
  return dialog === null ? said(answer) : { replace: await checklistNow(deps, person), ...said(answer) };
}

async function tick(context: ClickContext, made: Click, done: boolean): Promise<After> {
  const step = stepOf(made.value);
  return step === null
    ? refuse('step-not-yours')
    : after(context, made, await tickStep(context.deps)(made.person, step, done));
}

const stepOf = (value: string): StepId | null => stepIds.find((id) => id === value) ?? null;

async function inTraining({ ledger }: Deps, { personId }: KnownPerson): Promise<boolean> {
  return (await ledger.read((record) => record.checklists.of(personId)))?.environment === 'training';
}

/** The article that helps. Nothing of what she is stuck with is kept. */
async function helpFor({ deps }: ClickContext, made: Click): Promise<After> {
  const [named = '', wanted] = made.value.split('|');
  const step = stepOf(named);
  const problem = problemIds.find((id) => id === wanted);
  if (step === null || problem === undefined || !problemsOf(step, true).includes(problem))
    return refuse('checklist-none');
  return shownIn(made, helpForm(step, problem, deps.answers.article(articleOf[problem])?.text ?? null));
}

/** What fits her, and a list for a colleague. */
export function checklistForms({ deps }: ClickContext): Forms {
  return {
    'checklist-fit': {
      field: 'account',
      again: ({ person, memo }) => fitNow(deps, person, memo.invite ?? null),
      async send({ person, memo, typed }): Promise<Sent> {
        const choice = choiceOf(typed);
        if (choice === null) return wrongUnrecorded('account-kind-missing', 'account');
        const answer = await startChecklist(deps)(person, choice, memo.invite?.slice(0, 40) ?? null);
        return answer.ok ? { next: await checklistNow(deps, person) } : wrong(answer.refusal);
      },
    },
    'checklist-for': {
      field: 'email',
      again: ({ person }) => forColleague(deps, person),
      below: ({ person }) => listOf(deps, person),
      async send({ person, memo, typed }): Promise<Sent> {
        const key = memo.only ?? typed.choice('place') ?? '';
        if (parseOrganizationKey(key) === null) return wrongUnrecorded('no-seat-here', fieldOf('no-seat-here', memo));
        const answer = await offerChecklist(deps)(person, typed.words('email') ?? '', key as OrganizationKey);
        if (!answer.ok) return wrong(answer.refusal, fieldOf(answer.refusal, memo));
        const form = await listOf(deps, person);
        return { close: 'this', below: { form, root: form } };
      },
    },
  };
}

const fieldOf = (refusal: Refusal, memo: Readonly<Record<string, string>>): string =>
  refusal === 'no-seat-here' && memo.only === undefined ? 'place' : 'email';

const listOf = async (deps: Deps, { personId }: KnownPerson): Promise<Form> =>
  colleaguesForm((await colleaguesOf(deps)(personId)).colleagues);

/** What was answered; null where the first question was not. Options can be tampered with. */
function choiceOf(typed: Typed): Choice | null {
  const account = accountKinds.find((kind) => kind === typed.choice('account'));
  const environment = environments.find((one) => one === typed.choice('environment'));
  if (account === undefined || environment === undefined) return null;
  return {
    account,
    environment,
    surveyor: typed.ticked('surveyor', 'yes') === true,
    nudge: typed.ticked('nudge', 'yes') === true,
  };
}

async function forColleague({ ledger, providers }: Deps, { personId }: KnownPerson): Promise<Form | null> {
  const { seats } = await colleaguesOf({ ledger, providers })(personId);
  const places = seats.slice(0, mostPlaces).flatMap((key) => parseOrganizationKey(key) ?? []);
  const ccns = places.flatMap((place) => (place.kind === 'provider' ? [place.ccn] : []));
  const names = await providers.find(ccns);
  if (places.length === 0) return null;
  return colleagueForm(
    places.map((organization) => ({
      organization,
      placeName: organization.kind === 'provider' ? (names.get(organization.ccn)?.name ?? null) : null,
    })),
  );
}
