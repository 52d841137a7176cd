import { afterEach, beforeEach, expect, it } from 'vitest';
import { compareOfficials } from '#application/import-officials.ts';
import { reportDeparture } from '#application/report-departure.ts';
import { departuresList } from '#cli/commands/departures-list.ts';
import { departuresRecordRemoval } from '#cli/commands/departures-record-removal.ts';
import { departuresShow } from '#cli/commands/departures-show.ts';
import { departuresStillHere } from '#cli/commands/departures-still-here.ts';
import { officialsThin } from '#cli/commands/officials-thin.ts';
import type { Print } from '#cli/print.ts';
import { ask, type Stage, saying, stage } from '#test/slack/harness.ts';

/** The operator's commands about officials who leave, without their processes. */
let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.stop());

type Command = (record: Parameters<typeof departuresShow>[0], print: Print) => Promise<number>;

async function run(command: Command) {
  const lines: string[] = [];
  const facts: unknown[] = [];
  const { deps, database } = on.bot;
  const record = { deps, database, readyToAnswer: () => undefined, close: async () => undefined };
  const code = await command(record, (words, fact) => {
    lines.push(words);
    if (fact !== null) facts.push(fact);
  });
  return { code, lines, facts };
}

/** Ana reports Wei. */
async function reported(): Promise<string> {
  const { ledger } = on.bot.deps;
  const scope = on.workspace.teamId;
  const ana = await ledger.read((record) => record.personAt({ platform: 'slack', scope, userId: 'U0ANA' }));
  const [grant] = await ledger.read((record) => record.boundGrants('wei.chen@valley-care.example'));
  if (ana === null || grant === undefined) throw new Error('nobody to report');
  const answer = await reportDeparture(on.bot.deps)(ana, 'ccn:165199', grant.grantId);
  await on.delivered();
  return answer.ok && answer.value !== 'herself' ? answer.value.departureId : '';
}

it('lists and shows a case with what to do next, and closes or records it once', async () => {
  expect((await run((at, print) => departuresList(at, { open: true }, print))).lines).toEqual(['Nothing is open.']);
  await ask(on, 'U0ANA', 'assessment-submitter', '165199');
  const first = await reported();
  const list = (await run((at, print) => departuresList(at, { open: true }, print))).lines.join('\n');
  expect(list).toContain(`${first} `);
  expect(list).toContain('Wei Chen <wei.chen@valley-care.example>, CRESTON SPECIALTY CARE (165199): asked, has until');
  const shown = (await run((at, print) => departuresShow(at, first, print))).lines.join('\n');
  expect(shown).toContain('Ana Ruiz reported it');
  expect(shown).toContain('No other PSO there.');
  expect(shown).toContain(`departures record-removal ${first}`);
  expect((await run((at, print) => departuresStillHere(at, first, print))).code).toBe(0);
  await on.delivered();
  expect(saying(on.as('U0WEI').screen(), 'The people who run this bot know that you are still at')).toHaveLength(1);
  expect(await run((at, print) => departuresRecordRemoval(at, first, print))).toMatchObject({ code: 1 });

  const second = await reported();
  expect((await run((at, print) => departuresRecordRemoval(at, second, print))).code).toBe(0);
  expect((await run((at, print) => departuresRecordRemoval(at, second, print))).code).toBe(1);
  expect((await run((at, print) => departuresShow(at, 'none', print))).code).toBe(1);

  // An old list that still names her is warned of.
  const values = {
    email: 'wei.chen@valley-care.example',
    name: 'Wei Chen',
    role: 'Provider Security Official',
    organization: 'ccn:165199',
    environment: 'production',
  };
  const diff = await compareOfficials(on.bot.deps)([{ line: 2, values }]);
  expect(diff.warnings.map(({ reason }) => reason).join()).toContain('the removal of this official was recorded');
});

it('officials thin names facilities with no PSO or one, as lines, JSON and CSV', async () => {
  await ask(on, 'U0ANA', 'provider-security-official', '165399');
  const plain = (await run((at, print) => officialsThin(at, {}, print))).lines;
  expect(plain).toEqual([
    'REGENCY CARE CENTER (165399): no PSO; 1 undecided',
    'AASE HAUGEN HOME (165178): one PSO, Maria Gomez <maria.gomez@hillside.example>',
    'CRESTON SPECIALTY CARE (165199): one PSO, Wei Chen <wei.chen@valley-care.example>',
  ]);
  const json = (await run((at, print) => officialsThin(at, {}, print))).facts;
  expect(json[0]).toEqual({ ccn: '165399', name: 'REGENCY CARE CENTER', officials: 0, official: null, waiting: 1 });
  const csv = (await run((at, print) => officialsThin(at, { csv: true }, print))).lines;
  expect(csv[0]).toBe('ccn,facility,psos,pso_name,pso_email,waiting');
  expect(csv[2]).toBe('165178,AASE HAUGEN HOME,1,Maria Gomez,maria.gomez@hillside.example,0');
});
