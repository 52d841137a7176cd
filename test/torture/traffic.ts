import { setTimeout as pause } from 'node:timers/promises';
import { decisionsOf, pressInTeams } from '../model/monkey.ts';
import { openRequest, pressIn, send } from '../teams/play.ts';
import type { Choose } from './alter.ts';
import type { Town } from './town.ts';

/** People of a town who ask, decide, put questions and open their Home, each at a pace, until the day is over. */

export interface Day {
  over: boolean;
  /** How often each thing was done. */
  done: Record<string, number>;
  /** What was not answered as it should be, the first of them. */
  faults: string[];
  faultCount: number;
  /** The operator imports a list just now. */
  importing: boolean;
  /** How many of the faults came meanwhile. */
  besideImport: number;
}

export const newDay = (): Day => ({
  over: false,
  done: {},
  faults: [],
  faultCount: 0,
  importing: false,
  besideImport: 0,
});

/** What people do. */
export const kinds = [
  'asked in Slack',
  'asked in Teams',
  'decided in Slack',
  'decided in Teams',
  'question in Slack',
  'question in Teams',
  'Home',
  'status',
] as const;

interface Wish {
  who: string;
  role: string;
  home: string;
}

const roles = [
  'assessment-submitter',
  'provider-administrator',
  'provider-assessment-coordinator',
  'provider-assessment-viewer',
];
const questions = [
  'which role do I need to submit MDS?',
  'the only PSO left, what now?',
  'how do I get HARP',
  'password locked',
  'what is a CCN?',
  'xyzzy',
];

/** @param paceMs between two things that one person does */
export async function liveADay(town: Town, day: Day, choose: Choose, paceMs: number): Promise<void> {
  const { workspace, connector, askers, officials } = town;
  const wishesOf = (people: readonly string[]): Wish[] =>
    roles.flatMap((role) => town.homes.flatMap((home) => people.map((who) => ({ who, role, home }))));
  const wishes = { slack: wishesOf(askers.slack), teams: wishesOf(askers.teams) };
  const one = <T>(list: readonly T[]): T => list[choose(list.length)] as T;
  const began = performance.now();
  const loop = async (kind: (typeof kinds)[number], work: () => Promise<boolean>) => {
    while (!day.over) {
      const from = performance.now();
      try {
        if (await work()) day.done[kind] = (day.done[kind] ?? 0) + 1;
      } catch (fault) {
        day.faultCount += 1;
        if (day.importing) day.besideImport += 1;
        const now = performance.now();
        const when = `at ${Math.round((now - began) / 1_000)} s, after ${Math.round(now - from)} ms`;
        if (day.faults.length < 20) day.faults.push(`${kind}, ${when}: ${fault}`.slice(0, 400));
      }
      await pause(paceMs);
    }
  };
  const nextWish = (list: Wish[]) => list.shift() ?? null;
  const slackWish = async () => {
    const wish = nextWish(wishes.slack);
    return wish !== null && (await askInSlack(town, wish));
  };
  const teamsWish = async () => {
    const wish = nextWish(wishes.teams);
    return wish !== null && (await askInTeams(town, wish));
  };
  await Promise.all([
    loop('asked in Slack', slackWish),
    loop('asked in Teams', teamsWish),
    loop('decided in Slack', () => decideInSlack(town, one(officials.slack), choose)),
    loop('decided in Teams', async () => {
      const member = connector.member(one(officials.teams));
      return (await pressInTeams(member, choose, choose(4) === 0 ? 'reject' : 'approve')) !== null;
    }),
    loop('question in Slack', async () => answered(await workspace.as(one(askers.slack)).say(one(questions)))),
    loop('question in Teams', async () => answered(await connector.member(one(askers.teams)).say(one(questions)))),
    loop('Home', async () => answered(await workspace.as(one([...askers.slack, ...officials.slack])).openHome())),
    loop('status', async () => answered(await workspace.as(one(askers.slack)).command('status'))),
    forgetCalls(town, day),
  ]);
}

/** What the strict platforms keep for tests would fill their own memory. */
async function forgetCalls({ workspace, connector }: Town, day: Day): Promise<void> {
  for (; !day.over; await pause(1_000))
    for (const kept of [workspace.calls(), workspace.deliveries(), connector.calls(), connector.deliveries()])
      kept.length = 0;
}

function answered({ status, body }: { status: number; body: unknown }): true {
  if (status !== 200 && status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  return true;
}

async function askInSlack({ workspace }: Town, { who, role, home }: Wish): Promise<boolean> {
  const member = workspace.as(who);
  answered(await member.command(''));
  try {
    for (let step = 0; step < 12; step += 1) {
      const form = JSON.stringify(member.screen().modals.at(-1)?.view ?? {});
      const has = (id: string) => form.includes(`"action_id":"${id}"`);
      if (has('category')) await member.fill('category', 'provider');
      else if (has('role')) await member.fill('role', role);
      else if (has('pasted')) await member.fill('pasted', home);
      else if (has('harp')) await member.fill('harp', ['yes']);
      else throw new Error(`the form shows ${form.slice(0, 300)}`);
      const answer = await member.submit();
      answered(answer);
      if (!has('harp')) continue;
      if (!JSON.stringify(answer.body).includes('Sent to')) throw new Error(JSON.stringify(answer.body));
      return true;
    }
    throw new Error('the form never ended');
  } finally {
    while (member.screen().modals.length > 0) await member.close();
  }
}

async function askInTeams({ connector }: Town, { who, role, home }: Wish): Promise<boolean> {
  const member = connector.member(who);
  await openRequest(member);
  const card = () => JSON.stringify(member.screen().dialog?.card ?? {});
  try {
    for (let step = 0; step < 12; step += 1) {
      const has = (id: string) => card().includes(`"id":"${id}"`);
      if (has('category')) member.fill('category', 'provider');
      else if (has('role')) member.fill('role', role);
      else if (has('pasted')) member.fill('pasted', home);
      else if (has('harp')) {
        member.fill('harp', 'true');
        if (has('not-vendor')) member.fill('not-vendor', 'true');
      } else throw new Error(`the dialog shows ${card().slice(0, 300)}`);
      const review = has('harp');
      answered(await send(member));
      if (!review) continue;
      if (!card().includes('Sent to')) throw new Error(card().slice(0, 300));
      await pressIn(member, 'close');
      return true;
    }
    throw new Error('the dialog never ended');
  } finally {
    if (member.screen().dialog !== null) member.close();
  }
}

async function decideInSlack({ workspace }: Town, who: string, choose: Choose): Promise<boolean> {
  const member = workspace.as(who);
  const open = decisionsOf(member).filter(({ action_id }) => action_id === 'approve');
  const button = open[choose(open.length)];
  if (button === undefined) return false;
  const message = member.screen().messages.find(({ blocks }) => JSON.stringify(blocks).includes(button.value));
  if (message === undefined) return false;
  const rejects = choose(4) === 0;
  const place = { surface: 'message', ts: message.ts, actionId: rejects ? 'reject' : 'approve' } as const;
  // Her colleague in Teams may have been quicker: then the button is gone.
  const pressed = await member.press({ ...place, value: button.value }).catch(() => null);
  if (pressed === null) return false;
  answered(pressed);
  if (rejects && member.screen().modals.length > 0) {
    await member.fill('reason', 'not-needed');
    answered(await member.submit());
    while (member.screen().modals.length > 0) await member.close();
  }
  return true;
}
