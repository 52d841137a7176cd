import { afterEach, describe, expect, it } from 'vitest';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { statuses } from './bad-input.ts';
import { ask, inSlackIt, letIn, press, type Stage, saying, stage, words } from './harness.ts';

let on: Stage;
afterEach(async () => on.stop());

const pso = (name: string, ccn = '165326') => [
  `${name.toLowerCase().replace(' ', '.')}@valley-care.example`,
  name,
  'Provider Security Official',
  `ccn:${ccn}`,
];

/** The operator imports a list that takes the place of what stands. */
async function replaceOfficials(...rows: readonly string[][]): Promise<void> {
  await letIn(on.workspace, rows);
  const records = rows.map(([email = '', name = '', role = '', organization = ''], index) => ({
    line: index + 2,
    values: { email, name, role, organization, environment: 'production' },
  }));
  await applyOfficials(on.bot.deps)(await compareOfficials(on.bot.deps)(records), true);
  await on.delivered();
}

const toldTo = (id: string): string =>
  on
    .as(id)
    .screen()
    .messages.map((message) => words(message.blocks))
    .join('\n');

describe('officials come and go', () => {
  it('more requests than one change moves: each of them is held, and each comes to the next official', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const { ledger, now } = on.bot.deps;
    await ledger.change(async (record) => {
      const [id = ''] = await record.openRequestsAt(null, '', 1);
      const first = await record.request(id);
      if (first === null) throw new Error('no request');
      for (let n = 0; n < 24; n += 1) {
        const items = first.items.map(({ place }) => ({
          organization: 'ccn:165326',
          place,
          state: { status: 'pending', since: 0 } as const,
        }));
        await record.addRequest({ ...first, id: `another-${n}`, draftId: `draft-${n}`, submittedAt: now(), items });
      }
    });
    await replaceOfficials(pso('Wei Chen', '165199'));
    expect(await statuses(on)).toEqual(Array(25).fill('held'));
    await replaceOfficials(pso('Raj Patel'));
    expect(await statuses(on)).toEqual(Array(25).fill('pending'));
    expect(saying(on.as('U0RAJ').screen(), 'Ana Ruiz asks')).toHaveLength(25);
  });

  inSlackIt(
    'an official of a whole chain is switched off: the event is answered, and everything she had moves on',
    async () => {
      on = await stage({ officials: [pso('Joan Lee')] });
      await ask(on, 'U0ANA', 'assessment-submitter', '165326');
      const { ledger, now } = on.bot.deps;
      const chain = Array.from({ length: 40 }, (_, n) => `ccn:${165_400 + n}`);
      await ledger.change(async (record) => {
        const [id = ''] = await record.openRequestsAt(null, '', 1);
        const first = await record.request(id);
        const [joan = ''] = await record.peopleWith('joan.lee@valley-care.example');
        const [grant] = await record.grantsOf(joan);
        if (first === null || grant === undefined) throw new Error('nothing to begin with');
        for (const organization of chain)
          await record.startGrant({ ...grant, grantId: `grant-${organization}`, organization });
        for (let n = 0; n < 11; n += 1) {
          const place = { name: null, detail: null };
          const items = chain.map((organization) => ({
            organization,
            place,
            state: { status: 'pending', since: 0 } as const,
          }));
          await record.addRequest({ ...first, id: `chain-${n}`, draftId: `draft-${n}`, submittedAt: now(), items });
        }
      });
      const joan = on.workspace.people().find(({ id }) => id === 'U0JOAN');
      if (joan === undefined) throw new Error('no Joan');
      await on.workspace.setPerson({ ...joan, deleted: true });
      // One task for all her organizations, however many they are.
      const tasks = await on.bot.database.db
        .selectFrom('outbox')
        .select('task')
        .where('kind', '=', 'reroute')
        .execute();
      const begun = tasks
        .map(({ task }) => task)
        .filter((task) => task.includes('165400') && task.includes('"after":""'));
      expect(begun).toHaveLength(1);
      await on.delivered();
      expect(await statuses(on)).toEqual(Array(1 + 11 * 40).fill('outside'));
    },
  );

  it('what the last official approved is done in iQIES by the one who comes after', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await press(on.as('U0JOAN'), 'approve');
    await replaceOfficials(pso('Raj Patel'));
    expect(toldTo('U0JOAN')).toContain('no longer yours to decide');
    expect(toldTo('U0RAJ')).toContain('Joan Lee approved BLOOMFIELD CARE CENTER');
    await press(on.as('U0RAJ'), 'done');
    expect(await statuses(on)).toEqual(['active']);
  });

  it('the request to become the PSO goes to CMS when the last PSO is removed, instead of waiting for itself', async () => {
    on = await stage({ officials: [pso('Joan Lee')] });
    await ask(on, 'U0ANA', 'provider-security-official', '165326');
    await replaceOfficials(pso('Wei Chen', '165199'));
    expect(await statuses(on)).toEqual(['outside']);
    expect(toldTo('U0ANA')).toContain('is approved by CMS, and CMS is not in this chat. Send the request in iQIES.');
    expect(toldTo('U0ANA')).not.toContain('waiting, because it has no security official');
  });

  it('an official who was known by e-mail only is removed: the request is held and the requester told', async () => {
    on = await stage({ officials: [pso('Nora Nobody')] });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await statuses(on)).toEqual(['outside']);
    await replaceOfficials(pso('Wei Chen', '165199'));
    expect(await statuses(on)).toEqual(['held']);
    expect(toldTo('U0ANA')).toContain('is waiting: it has no security official now');
    expect(toldTo('U0ANA')).not.toContain(':  decides this');
  });
});
