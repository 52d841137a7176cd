import fc from 'fast-check';
import { recordRemoval } from '#application/record-removal.ts';
import { startReview, stopReview } from '#application/review.ts';
import type { Choose } from '../torture/alter.ts';
import { picker } from '../torture/chance.ts';
import { askInSlack, askInTeams, roles } from './asking.ts';
import { pressInSlack, pressInTeams } from './monkey.ts';
import { seeds, step } from './step.ts';
import { homes, inSlack, inTeams, setOfficials, type World } from './world.ts';

/**
 * What chance alone rarely reaches, because several presses lead there: each step goes one such way as far as it is open.
 * Whoever does it, and what she fills in, is left to the seed.
 */

/** Somebody at one of the platforms. */
type Hand = { who: string; on: 'Slack' | 'Teams' };
const hands: readonly Hand[] = [
  ...inSlack.map((who) => ({ who, on: 'Slack' }) as const),
  ...inTeams.map((who) => ({ who, on: 'Teams' }) as const),
];

/** Presses the first button, then the next in what opened, and fills in the rest. @returns whether the first was there */
async function goes({ workspace, on }: World, { who, on: platform }: Hand, pick: Choose, way: readonly string[]) {
  const [first = '', ...inside] = way;
  const pressed =
    platform === 'Slack'
      ? await pressInSlack(workspace.as(who), pick, first, inside)
      : await pressInTeams(on.as(who), pick, first, inside);
  return pressed !== null;
}

const nobody = 'nobody could';

/** One after the other, in an order of the seed, until one of them can. @returns who did */
async function somebody(world: World, pick: Choose, way: readonly string[], home = false): Promise<string> {
  const from = pick(hands.length);
  for (const hand of [...hands.slice(from), ...hands.slice(0, from)]) {
    if (home) await opensHome(world, hand);
    if (await goes(world, hand, pick, way)) return `${hand.who} in ${hand.on}`;
  }
  return nobody;
}

async function opensHome({ workspace, on, quiet }: World, { who, on: platform }: Hand): Promise<void> {
  if (platform === 'Slack') await workspace.as(who).openHome();
  else await on.as(who).say('home');
  await quiet();
}

const asks = (world: World, { who, on }: Hand, role: string, at: readonly string[]): Promise<void> =>
  on === 'Slack' ? askInSlack(world, who, role, at) : askInTeams(world, who, role, at);

/** A request is approved and done, also one that is made for it: somebody has a role from now on. */
async function getsRole(world: World, pick: Choose): Promise<string[]> {
  let approved = await somebody(world, pick, ['approve']);
  const asked: string[] = [];
  if (approved === nobody) {
    const by = hands[pick(hands.length)] ?? { who: inTeams[0], on: 'Teams' };
    await asks(world, by, roles[2 * pick(2)] ?? roles[0], [homes[pick(2)] ?? homes[0]]);
    asked.push(`${by.who} asks in ${by.on}`);
    await world.quiet();
    approved = await somebody(world, pick, ['approve']);
  }
  await world.quiet();
  const done = await somebody(world, pick, ['done']);
  await world.quiet();
  return [...asked, approved, done];
}

const roleGot = seeds.map((seed) =>
  step(`somebody gets her role (${seed})`, async (world) => (await getsRole(world, picker(seed))).join(', then ')),
);

const roleRemoved = seeds.map((seed) =>
  step(`an official removes a role (${seed})`, async (world) => {
    const pick = picker(seed);
    const way = pick(2) === 0 ? ['who-has-what', 'remove-role'] : ['remove-items'];
    const removes = () => somebody(world, pick, way, way.length > 1);
    const first = await removes();
    if (first !== nobody) return `${way.join(', ')}: ${first}`;
    const got = await getsRole(world, pick);
    return [...got, `${way.join(', ')}: ${await removes()}`].join(', then ');
  }),
);

const reviewBegins = fc.nat({ max: 5 }).map((chance) =>
  step(`the operator ${chance === 0 ? 'stops' : 'starts'} a review`, async ({ on }) => {
    const { deps } = on.bot;
    const { ok } = chance === 0 ? await stopReview(deps)() : await startReview(deps)(null);
    return JSON.stringify(ok);
  }),
);

const inReview = ['review-mark', 'review-mark', 'review-unmark', 'review-finish'] as const;
const reviewGone = fc
  .record({ inside: fc.constantFrom(...inReview), seed: seeds })
  .map(({ inside, seed }) =>
    step(`an official presses ${inside} in her review (${seed})`, async (world) =>
      somebody(world, picker(seed), ['review-open', inside]),
    ),
  );
/** Marked, finished, removed: by one official or several. */
const reviewDone = seeds.map((seed) =>
  step(`a review is gone through (${seed})`, async (world) => {
    const pick = picker(seed);
    const told = pick(2) === 0 ? await getsRole(world, pick) : [];
    await startReview(world.on.bot.deps)(null);
    await world.quiet();
    for (const way of [['review-open', 'review-mark'], ['review-open', 'review-finish'], ['review-remove']]) {
      told.push(await somebody(world, pick, way));
      await world.quiet();
    }
    return told.join(', then ');
  }),
);

/** Who is no official in most histories, so that she can report one. */
const reporters: readonly Hand[] = [
  { who: 'U0ANA', on: 'Slack' },
  { who: 'U0ANA', on: 'Teams' },
  { who: 'T0TESSA', on: 'Teams' },
];

/** An official, mostly the only one, is reported, says so or not, the operator records it, and somebody takes over. */
const takenOver = seeds.map((seed) =>
  step(`somebody takes over from the official who left (${seed})`, async (world) => {
    const { deps } = world.on.bot;
    const pick = picker(seed);
    const by = reporters[pick(reporters.length)] ?? { who: 'U0ANA', on: 'Slack' };
    if (pick(3) > 0) await setOfficials(world, [[pick(2)], [2 + pick(2)], []]);
    await asks(world, by, roles[0], homes.slice(0, 2));
    await world.quiet();
    await opensHome(world, by);
    await goes(world, by, pick, ['report-left']);
    await world.quiet();
    const told = [`${by.who} in ${by.on}`];
    if (pick(2) === 0) told.push(`left: ${await somebody(world, pick, ['pso-left'])}`);
    await world.quiet();
    const open = await deps.ledger.read((record) => record.departures.list(true, 20));
    const one = open[pick(open.length)];
    if (one === undefined) return [...told, 'nobody was reported'].join(', then ');
    await recordRemoval(deps)(null, one.id);
    await world.quiet();
    return [...told, 'recorded', await somebody(world, pick, ['pso-take-over'])].join(', then ');
  }),
);

/** The steps; what stands twice comes as often again. */
export const scenes = [roleGot, roleGot, roleRemoved, reviewBegins, reviewGone, reviewDone, takenOver];
