import fc from 'fast-check';
import { recordRemoval } from '#application/record-removal.ts';
import { picker } from '../torture/chance.ts';
import { pressInSlack, pressInTeams } from './monkey.ts';
import { seeds, step } from './step.ts';
import { inSlack, inTeams } from './world.ts';

/** What time brings, and how roles and officials come to an end: the steps of a history beside asking and deciding. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const timePasses = fc
  .constantFrom(minute, 2 * hour, day, 3 * day, 31 * day)
  .map((ms) => step(`${ms / minute} minutes pass`, async (world) => world.forward(ms)));

/** Half a day at a time, so that each thing comes when it is due: reminders, contacts, the announced end, the end. */
export const daysPass = fc.integer({ min: 2, max: 31 }).map((days) =>
  step(`${days} days pass, one after the other`, async (world) => {
    for (let half = 0; half < 2 * days; half += 1) {
      world.forward(day / 2);
      await world.quiet();
    }
  }),
);

/** What stands on Home and in the dialogs behind it. */
const onHome = [
  'away',
  'away-end',
  'leaving',
  'pso-left',
  'report-left',
  'who-has-what',
  'holders',
  'edit-role',
  'my-roles',
  'state-role',
  'remind-on',
  'ask-again',
  'my-requests',
] as const;

const homeInSlack = fc
  .record({ who: fc.constantFrom(...inSlack), button: fc.constantFrom(...onHome), seed: seeds })
  .map(({ who, button, seed }) =>
    step(`${who} opens Home in Slack and presses ${button} (${seed})`, async ({ workspace }) => {
      await workspace.as(who).openHome();
      return pressInSlack(workspace.as(who), picker(seed), button);
    }),
  );

const homeInTeams = fc
  .record({ who: fc.constantFrom(...inTeams), button: fc.constantFrom(...onHome), seed: seeds })
  .map(({ who, button, seed }) =>
    step(`${who} opens Home in Teams and presses ${button} (${seed})`, async ({ on }) => {
      await on.as(who).say('home');
      return pressInTeams(on.as(who), picker(seed), button);
    }),
  );

const answers = ['pso-gone', 'pso-gone-too', 'pso-here', 'pso-take-over', 'pso-second', 'role-lost', 'remove-role'];
const answersInSlack = fc
  .record({ who: fc.constantFrom(...inSlack), button: fc.constantFrom(...answers), seed: seeds })
  .map(({ who, button, seed }) =>
    step(`${who} presses ${button} in Slack (${seed})`, ({ workspace }) =>
      pressInSlack(workspace.as(who), picker(seed), button),
    ),
  );
const answersInTeams = fc
  .record({ who: fc.constantFrom(...inTeams), button: fc.constantFrom(...answers), seed: seeds })
  .map(({ who, button, seed }) =>
    step(`${who} presses ${button} in Teams (${seed})`, ({ on }) => pressInTeams(on.as(who), picker(seed), button)),
  );

const removalRecorded = seeds.map((seed) =>
  step(`the operator records a removal (${seed})`, async ({ on }) => {
    const { deps } = on.bot;
    const open = await deps.ledger.read((record) => record.departures.list(true, 20));
    const one = open[picker(seed)(open.length)];
    if (one === undefined) return 'nobody was reported';
    return JSON.stringify((await recordRemoval(deps)(null, one.id)).ok);
  }),
);

export const lifecycle = [
  homeInSlack,
  homeInSlack,
  homeInTeams,
  homeInTeams,
  answersInSlack,
  answersInTeams,
  removalRecorded,
];
