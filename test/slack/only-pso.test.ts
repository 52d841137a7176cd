import { afterEach, describe, expect, it } from 'vitest';
import { confirmOfficial } from '#application/confirm-official.ts';
import { facts } from '#content/facts.ts';
import { verifyChain } from '#storage/audit.ts';
import { statuses } from './bad-input.ts';
import { ask, modal, press, type Stage, saying, stage, submitReview } from './harness.ts';

/** The only PSO of a facility leaves: from the question to a new one, in one bot. */

let on: Stage;
afterEach(async () => {
  if (on === undefined) return;
  expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  await on.stop();
});

const day = 24 * 60 * 60 * 1000;
const read = (who: string, part: string) => saying(on.as(who).screen(), part);
const pressed = async (who: string, action: string) => {
  await press(on.as(who), action);
  await on.delivered();
};

describe('the only PSO left', () => {
  it('from the question to a new PSO, and what waited goes to her', async () => {
    on = await stage({ helpDesk: ['maria.gomez@hillside.example'] });
    const ana = on.as('U0ANA');
    await on.as('U0MARIA').openHome();
    await ask(on, 'U0ANA', 'assessment-submitter', '165199');
    await ask(on, 'U0LENA', 'pbj-viewer', '165199');
    await ana.say('our only pso left, what now?');
    await on.delivered();
    await press(ana, 'report-left');
    expect(modal(ana.screen()).words).toContain('Wei Chen');
    await ana.submit();
    await on.delivered();
    expect(modal(ana.screen()).words).toContain('I asked Wei Chen about CRESTON SPECIALTY CARE (165199)');
    await ana.close();
    expect(read('U0WEI', 'Someone told me you have left CRESTON SPECIALTY CARE (165199)')).toHaveLength(1);
    expect(JSON.stringify(on.as('U0WEI').screen().messages)).not.toContain('Ana Ruiz told');

    on.forward(6 * day);
    await on.delivered();
    expect(read('U0ANA', 'Wei Chen gave no answer for 2 business days')).toHaveLength(1);
    expect(read('U0ANA', 'Until CRESTON SPECIALTY CARE has a new PSO, nobody new can get a role there.')).toHaveLength(
      1,
    );
    expect(read('U0WEI', 'You have not answered')).toHaveLength(1);
    expect(await statuses(on)).toEqual(['pending', 'pending']);

    await press(ana, 'pso-message');
    const message = modal(ana.screen()).words;
    expect(message).toContain(facts.serviceCenterPhone.value);
    expect(message).toContain(facts.serviceCenterEmail.value);
    expect(message).toContain(facts.olderServiceCenterPhone.value);
    expect(JSON.stringify(ana.screen().modals)).toContain('CCN: 165199');
    expect(message).not.toMatch(/was sent|I sent it/i);
    await ana.fill('ticket', 'INC0012345');
    await ana.submit();
    await ana.close();
    await on.delivered();
    expect(read('U0ANA', 'Ticket INC0012345 for CRESTON SPECIALTY CARE is noted')).toHaveLength(1);
    expect(read('U0WEI', 'The Service Center was asked to remove your PSO role')).toHaveLength(1);

    await pressed('U0MARIA', 'pso-remove');
    expect(await statuses(on)).toEqual(['held', 'held']);
    expect(read('U0WEI', 'You are no longer a PSO of CRESTON SPECIALTY CARE (165199) here.')).toHaveLength(1);
    expect(read('U0ANA', 'The PSO role of Wei Chen for CRESTON SPECIALTY CARE was removed')).toHaveLength(1);
    expect(read('U0ANA', 'is waiting: it has no security official now')).toHaveLength(1);

    await press(ana, 'pso-take-over');
    expect(modal(ana.screen()).words).toContain('facilities for Provider Security Official');
    await ana.submit();
    await submitReview(ana);
    await ana.close();
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['held', 'held', 'outside']);
    expect(read('U0ANA', 'Ana Ruiz takes it over')).toHaveLength(1);

    await press(ana, 'outcome-approved');
    await on.delivered();
    expect((await statuses(on)).toSorted()).toEqual(['active', 'held', 'held']);
    const [waiting] = await on.bot.deps.ledger.read((record) => record.unconfirmedGrants(5));
    expect((await confirmOfficial(on.bot.deps)(waiting?.grantId ?? '')).ok).toBe(true);
    await on.delivered();
    expect(read('U0ANA', 'CRESTON SPECIALTY CARE has a PSO again: Ana Ruiz')).toHaveLength(1);
    expect(read('U0ANA', 'CRESTON SPECIALTY CARE has one Provider Security Official (PSO) now')).toHaveLength(1);
    // Lena's request came to her; her own older one goes to CMS, because nobody decides her own.
    expect((await statuses(on)).toSorted()).toEqual(['active', 'outside', 'pending']);
    await pressed('U0ANA', 'approve');
    expect(read('U0LENA', 'Ana Ruiz approved PBJ Viewer for CRESTON SPECIALTY CARE')).toHaveLength(1);
  });
});
