import type { Environment } from './catalogue.ts';

/** The way from no account to a role that works, as a list with progress that fits one person (rules, section 8). */

/** What she has to begin with: nothing, a HARP ID, or an account of EIDM, which came before HARP. */
export const accountKinds = ['new', 'harp', 'eidm'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What makes the list hers. */
export interface Fit {
  account: AccountKind;
  environment: Environment;
  /** She says that she surveys for a contractor; a surveyor role that is asked for here says so too. */
  surveyor: boolean;
}

export const stepIds = [
  'harp-account',
  'eidm-log-in',
  'two-factor',
  'second-log-in',
  'first-log-in',
  'role-request',
  'iqies-step',
  'approval',
  'active',
  'disciplines',
] as const;
export type StepId = (typeof stepIds)[number];

/** Steps outside, which nobody here can see: she says herself that they are done. */
const hers: ReadonlySet<StepId> = new Set([
  'harp-account',
  'eidm-log-in',
  'two-factor',
  'second-log-in',
  'first-log-in',
]);

/** What the record shows of her way; null: not yet. */
export interface Seen {
  /** With her first request, also one that came to nothing, she said that HARP and two-factor are ready. */
  harp: number | null;
  /** She recorded that she sent one in iQIES, where nobody comes without logging in. */
  entered: number | null;
  /** The request that counts was sent here, and in iQIES. */
  asked: number | null;
  sent: number | null;
  approved: number | null;
  active: number | null;
  disciplines: number | null;
  surveyor: boolean;
}

export interface Step {
  id: StepId;
  /** 'her': she ticked it and can take that back; 'seen': the record shows it. null: open. */
  done: { by: 'her' | 'seen'; at: number } | null;
}

export const nothingSeen: Seen = {
  harp: null,
  entered: null,
  asked: null,
  sent: null,
  approved: null,
  active: null,
  disciplines: null,
  surveyor: false,
};

/** Whether a step is hers to tick. */
export const isHers = (id: StepId): boolean => hers.has(id);

/** The steps that a person needs, in their order. */
export function stepsFor({ account, surveyor }: Fit, seen: Seen): StepId[] {
  const asks: Record<StepId, boolean> = {
    'harp-account': account === 'new',
    'eidm-log-in': account === 'eidm',
    // With a HARP ID this part is skipped (004:48).
    'two-factor': account !== 'harp',
    'second-log-in': account === 'eidm',
    'first-log-in': true,
    'role-request': true,
    'iqies-step': true,
    approval: true,
    active: true,
    disciplines: surveyor || seen.surveyor,
  };
  return stepIds.filter((id) => asks[id]);
}

/** Her list: what the record shows is done, whatever was ticked; else what she ticked. */
export function checkSteps(fit: Fit, ticks: ReadonlyMap<StepId, number>, seen: Seen): Step[] {
  return stepsFor(fit, seen).map((id) => {
    const shown = seenAt(id, seen);
    if (shown !== null) return { id, done: { by: 'seen', at: shown } };
    const ticked = isHers(id) ? ticks.get(id) : undefined;
    return { id, done: ticked === undefined ? null : { by: 'her', at: ticked } };
  });
}

/** Each thing that is seen shows what comes before it, except that an approval here says nothing about iQIES. */
function seenAt(id: StepId, { harp, entered, asked, sent, approved, active, disciplines }: Seen): number | null {
  switch (id) {
    case 'harp-account':
    case 'eidm-log-in':
    case 'two-factor':
      return harp ?? active;
    case 'role-request':
      return asked ?? approved ?? active;
    case 'second-log-in':
    case 'first-log-in':
      return entered ?? active;
    case 'iqies-step':
      return sent ?? active;
    case 'approval':
      return approved ?? active;
    case 'active':
      return active;
    case 'disciplines':
      return disciplines;
  }
}

/** The first open step; null when all are done. */
export const currentStep = (steps: readonly Step[]): StepId | null =>
  steps.find(({ done }) => done === null)?.id ?? null;

export const stepsDone = (steps: readonly Step[]): number => steps.filter(({ done }) => done !== null).length;

/** When something of the list was done last; null while nothing is. */
export function lastDone(steps: readonly Step[]): number | null {
  const moments = steps.flatMap(({ done }) => (done === null ? [] : [done.at]));
  return moments.length === 0 ? null : Math.max(...moments);
}

/** What somebody who started a list for her reads: how far she is, never with what, nor where she is stuck. */
export type Progress =
  | { is: 'invited' }
  | { is: 'declined' }
  | { is: 'under-way' | 'ready'; done: number; all: number }
  | { is: 'ended' };
