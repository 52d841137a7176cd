import { slackLimits, teamsLimits } from './limits.ts';
import type { World } from './run.ts';
import { type Arrival, crowd, reminders, requests, together } from './traffic.ts';

/** The days that are tried. Every number is an assumption, and stands in docs/scale.md with its reason. */

const minute = 60_000;
const nine = Date.parse('2026-11-16T14:00:00Z');
const people = 1_000_000;
const workspaces = 10_000;

/** One request in ten months a person. */
const requestsAPersonAMonth = 0.1;
const businessDaysAMonth = 21;
/** What a Monday has of the month's daily mean, and the last day before a CMS deadline of a Monday. */
const monday = 1.5;
const deadline = 10 * monday;
/** Of a day's requests, in the half hour after nine o'clock Eastern: where all are there, and over the country. */
const halfHour = { oneZone: 0.13, country: 0.072 };
/** The same reason for 10,000 reminders of a morning: the officials who work by Eastern time. */
const remindedEastern = 4_700;

const asksIn = (of: number, day: number, share: number): number =>
  Math.max(1, Math.round(((of * requestsAPersonAMonth) / businessDaysAMonth) * day * share));

/** Measured with PostgreSQL (bench/results/cost-of-a-request.json); how long a call takes is assumed. */
const costs = { taskCpuMs: 6, stepCpuMs: 15, databaseMs: 15, callMs: 150 };

export interface Scenario {
  /** What is drawn in the same field, and what this one is called there. */
  group: string;
  label: string;
  world: World;
}

const slack = { limits: slackLimits, costs, instances: 1, sole: false, apart: true };
const teams = { ...slack, limits: teamsLimits, apart: false };

/** Half an hour after nine; half of it comes in the first quarter. */
function day(of: number, inWorkspaces: number, kind: number): Arrival[] {
  const share = inWorkspaces === 1 ? halfHour.oneZone : halfHour.country;
  const asks = asksIn(of, kind, share);
  return requests(crowd(of, inWorkspaces), { from: nine, to: nine + 30 * minute, asks, early: 2 });
}

/** My Profile is edited in Teams only where somebody has asked for it, which few have. */
const withoutHomes = (arrivals: readonly Arrival[]): Arrival[] =>
  arrivals.map((arrival) => ({ ...arrival, tasks: arrival.tasks.filter(({ kind }) => kind !== 'home') }));

export function scenarios(): Scenario[] {
  const found: Scenario[] = [];
  const add = (group: string, label: string, world: World) => found.push({ group, label, world });
  const all = { mondays: day(people, workspaces, monday), deadlines: day(people, workspaces, deadline) };
  for (const instances of [1, 2]) add('Monday', many(instances), { ...slack, arrivals: all.mondays, instances });
  for (const instances of [1, 2, 4, 8])
    add('deadline day', many(instances), { ...slack, arrivals: all.deadlines, instances });
  const reminded = together(all.mondays, reminders(crowd(people, workspaces, 2), nine, remindedEastern));
  for (const instances of [1, 2, 4])
    add('Monday with 4,700 reminders at nine', many(instances), {
      ...slack,
      arrivals: reminded,
      instances,
    });
  for (const size of [1, 100, 5_000, 35_000, 100_000])
    add('deadline day in one Slack workspace', size === 1 ? '1 person' : `${size.toLocaleString('en')} people`, {
      ...slack,
      sole: true,
      arrivals: together(day(size, 1, deadline), size < 5_000 ? [] : reminders(crowd(size, 1, 2), nine, size / 100)),
    });
  add('deadline day in one Teams tenant', '100,000 people, 4 instances', {
    ...teams,
    sole: true,
    instances: 4,
    arrivals: withoutHomes(together(day(100_000, 1, deadline), reminders(crowd(100_000, 1, 2), nine, 1_000))),
  });
  add('four hours without Slack', '25,000 people, 1 instance', { ...slack, ...outage(1) });
  return found;
}

/** What people pressed while Slack took no message, on a plain Monday; nobody presses afterwards. */
function outage(instances: number): Pick<World, 'arrivals' | 'outage' | 'instances'> {
  const hours = 4 * 60 * minute;
  const of = people / 40;
  const asks = asksIn(of, monday, 0.45);
  return {
    instances,
    arrivals: requests(crowd(of, workspaces / 40), { from: nine, to: nine + hours, asks }),
    outage: { from: nine, to: nine + hours },
  };
}

const many = (instances: number) => (instances === 1 ? '1 instance' : `${instances} instances`);
