import fc from 'fast-check';
import { picker } from '../torture/chance.ts';
import { askInSlack, askInTeams, roles } from './asking.ts';
import { atRest, follow } from './invariants.ts';
import { daysPass, lifecycle, timePasses } from './lifecycle.ts';
import { decisionsOf, pressInSlack, pressInTeams } from './monkey.ts';
import { scenes } from './scenes.ts';
import { type Run, seeds, step } from './step.ts';
import { candidates, homes, inSlack, inTeams, setOfficials, startWorld } from './world.ts';

/** Random histories of the whole bot on both platforms, and what must hold after each step and at the end. */

const asking = { role: fc.constantFrom(...roles), home: fc.subarray([...homes], { minLength: 1 }) };
const asksInSlack = fc
  .record({ who: fc.constantFrom(...inSlack), ...asking })
  .map(({ who, role, home }) =>
    step(`${who} asks in Slack for ${role} at ${home.join(', ')}`, (world) => askInSlack(world, who, role, home)),
  );
const asksInTeams = fc
  .record({ who: fc.constantFrom(...inTeams), ...asking })
  .map(({ who, role, home }) =>
    step(`${who} asks in Teams for ${role} at ${home.join(', ')}`, (world) => askInTeams(world, who, role, home)),
  );
const pressesInSlack = fc
  .record({ who: fc.constantFrom(...inSlack), seed: seeds })
  .map(({ who, seed }) =>
    step(`${who} presses in Slack (${seed})`, ({ workspace }) => pressInSlack(workspace.as(who), picker(seed))),
  );
const pressesInTeams = fc
  .record({ who: fc.constantFrom(...inTeams), seed: seeds })
  .map(({ who, seed }) =>
    step(`${who} presses in Teams (${seed})`, ({ on }) => pressInTeams(on.as(who), picker(seed))),
  );
const buttons = [
  'approve',
  'reject',
  'done',
  'take-back',
  'approve-rest',
  'one-by-one',
  'ask-to-send',
  'sent',
  'withdraw',
] as const;
const pressing = { button: fc.constantFrom(...buttons), seed: seeds };
const decidesInSlack = fc
  .record({ who: fc.constantFrom(...inSlack), ...pressing })
  .map(({ who, button, seed }) =>
    step(`${who} presses ${button} in Slack (${seed})`, ({ workspace }) =>
      pressInSlack(workspace.as(who), picker(seed), button),
    ),
  );
const decidesInTeams = fc
  .record({ who: fc.constantFrom(...inTeams), ...pressing })
  .map(({ who, button, seed }) =>
    step(`${who} presses ${button} in Teams (${seed})`, ({ on }) => pressInTeams(on.as(who), picker(seed), button)),
  );
const decideAtOnce = seeds.map((seed) =>
  step(`everybody who can approves at once (${seed})`, async ({ workspace, on }) => {
    await Promise.all([
      ...inSlack.map((who) => pressInSlack(workspace.as(who), picker(seed), 'approve')),
      ...inTeams.map((who) => pressInTeams(on.as(who), picker(seed), 'approve')),
    ]);
  }),
);
const officialsChange = fc
  .array(fc.subarray(candidates.map((_, index) => index)), { minLength: homes.length, maxLength: homes.length })
  .map((places) =>
    step(
      `officials are ${places.map((who) => who.map((one) => candidates[one]?.[1]).join(' and ')).join('; ')}`,
      (world) => setOfficials(world, places),
    ),
  );
const slackFails = fc.integer({ min: 1, max: 4 }).map((times) =>
  step(`Slack fails ${times} times`, async (world) => {
    world.failures += times;
    world.workspace.breakNext({ method: 'chat.postMessage', times, fault: { kind: 'server-error' } });
  }),
);
const teamsFails = fc.integer({ min: 1, max: 4 }).map((times) =>
  step(`Teams fails ${times} times`, async (world) => {
    world.failures += times;
    world.on.connector.breakNext({ route: 'send', times, fault: { kind: 'server-error' } });
  }),
);
const redelivered = fc.nat({ max: 200 }).map((back) =>
  step(`an old payload of Slack comes again (${back})`, async ({ workspace }) => {
    const old = workspace.deliveries();
    const one = old[old.length - 1 - (back % Math.max(old.length, 1))];
    if (one === undefined) return;
    await workspace.deliver(one.body, { contentType: one.contentType, retryNum: 1 });
  }),
);
const redeliveredInTeams = fc.nat({ max: 200 }).map((back) =>
  step(`an old activity of Teams comes again (${back})`, async ({ on }) => {
    const old = on.connector.deliveries();
    const one = old[old.length - 1 - (back % Math.max(old.length, 1))];
    if (one !== undefined) await on.connector.redeliver(one);
  }),
);
/** Somebody sends, in her own name and signed as Slack signs, the press on a button that stands before somebody else. */
const forged = fc.record({ who: fc.constantFrom(...inSlack), seed: seeds }).map(({ who, seed }) =>
  step(`${who} forges a press (${seed})`, async ({ workspace }) => {
    const choose = picker(seed);
    const theirs = inSlack.filter((id) => id !== who).flatMap((id) => decisionsOf(workspace.as(id)));
    const button = theirs[choose(theirs.length)];
    const model = workspace.deliveries().findLast(({ body }) => body.includes('block_actions'));
    if (button === undefined || model === undefined) return 'nothing to forge';
    const { payload } = Object.fromEntries(new URLSearchParams(model.body)) as { payload: string };
    const honest = JSON.parse(payload) as { user: object; actions: object[]; trigger_id: string };
    const body = { ...honest, user: { ...honest.user, id: who }, actions: [{ ...honest.actions[0], ...button }] };
    await workspace.deliver(new URLSearchParams({ payload: JSON.stringify(body) }).toString());
    return button.action_id;
  }),
);
const restart = fc.constant(step('the bot starts anew', (world) => world.restart()));

/** Histories of at most so many steps. */
export const histories = (mostSteps: number) =>
  fc.commands(
    [
      asksInSlack,
      asksInSlack,
      asksInTeams,
      asksInTeams,
      decidesInSlack,
      decidesInSlack,
      decidesInTeams,
      decidesInTeams,
      pressesInSlack,
      pressesInSlack,
      pressesInTeams,
      pressesInTeams,
      decideAtOnce,
      officialsChange,
      timePasses,
      daysPass,
      ...lifecycle,
      ...scenes,
      slackFails,
      teamsFails,
      redelivered,
      redeliveredInTeams,
      forged,
      forged,
      restart,
    ],
    { maxCommands: mostSteps, size: 'max' },
  );

/**
 * Plays a history and judges it.
 * @returns how many events of each kind it made
 * @throws with what went wrong and the steps that led there
 */
export async function play(steps: Iterable<fc.AsyncCommand<object, Run, boolean>>): Promise<Record<string, number>> {
  const world = await startWorld();
  const run: Run = { world, follow: follow(world), told: [] };
  try {
    await run.follow.step(world.officials);
    await fc.asyncModelRun(() => ({ model: {}, real: run }), steps);
    // What was to fail has failed by then, and whatever waited was tried again.
    for (let hour = 0; hour < Math.max(8, world.failures + 2); hour += 1) {
      world.forward(61 * 60_000);
      await world.quiet();
    }
    const complaints = await atRest({
      bot: world.on.bot,
      workspace: world.workspace,
      teams: world.on.as,
      inSlack,
      inTeams,
    });
    if (complaints.length > 0) throw new Error(`${complaints.join('\n')}\nafter\n${run.told.join('\n')}`);
    const { db } = world.on.bot.database;
    const kinds = await db
      .selectFrom('event')
      .select(({ fn }) => ['kind', fn.countAll().as('times')])
      .groupBy('kind')
      .execute();
    return Object.fromEntries(kinds.map(({ kind, times }) => [kind, Number(times)]));
  } finally {
    await world.stop();
  }
}
