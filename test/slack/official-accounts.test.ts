import { afterEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import type { WorkspacePerson } from '#rehearsal/slack/contract.ts';
import { statuses, told } from './bad-input.ts';
import { addOfficials, ask, press, type Stage, saying, stage } from './harness.ts';

let on: Stage;
afterEach(async () => on.stop());

const joanIsPso = [['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326']] as const;
const change = async (id: string, changes: Partial<WorkspacePerson>): Promise<void> => {
  const person = people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`no ${id}`);
  await on.workspace.setPerson({ ...person, ...changes });
  await on.delivered();
};
/** Somebody new arrives with an address, and uses the bot. */
const arrives = async (email: string): Promise<void> => {
  await change('U0LENA', { id: 'U0TWIN', name: 'Joan Twin', email });
  await on.as('U0TWIN').command('');
  await on.delivered();
};

describe('the operator changes the address lists', () => {
  it('at the next start requests leave an official who may not decide any more, and come back to one who may', async () => {
    on = await stage({ officials: joanIsPso });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await on.restartBot({ sharedAddresses: ['joan.lee@valley-care.example'] });
    await on.delivered();
    expect(await statuses(on)).toEqual(['outside']);
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"action_id":"approve"');
    await on.restartBot({ sharedAddresses: [] });
    await on.delivered();
    expect(await statuses(on)).toEqual(['pending']);
    await press(on.as('U0JOAN'), 'approve');
    expect(await statuses(on)).toEqual(['approved']);
  });
});

describe('the account of an official changes', () => {
  it('a second account with her new address: nobody decides with it, the operator and the requester are told', async () => {
    on = await stage({ officials: joanIsPso });
    await change('U0JOAN', { email: 'joan.smith@valley-care.example' });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toHaveLength(1);
    await arrives('joan.smith@valley-care.example');
    expect(await statuses(on)).toEqual(['outside']);
    expect(await told(on)).toContain('address-taken');
    expect(JSON.stringify(on.as('U0JOAN').screen().messages)).not.toContain('"action_id":"approve"');
    await change('U0LENA', { id: 'U0TWIN', name: 'Joan Twin', email: 'twin@valley-care.example' });
    expect(await statuses(on)).toEqual(['pending']);
    await press(on.as('U0JOAN'), 'approve');
    expect(await statuses(on)).toEqual(['approved']);
  });

  it.each<[string, Partial<WorkspacePerson>, string]>([
    ['is switched off', { deleted: true }, 'account-switched-off'],
    ['becomes a guest', { restricted: true }, 'account-guest'],
    ['has an unconfirmed address', { emailConfirmed: false }, 'email-unconfirmed'],
  ])('it %s: the operator is told once, what waits goes outside', async (_what, changes, problem) => {
    on = await stage({ officials: joanIsPso });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await change('U0JOAN', changes);
    await change('U0JOAN', { ...changes, name: 'Joan L. Lee' });
    const notices = await on.bot.deps.ledger.read((record) => record.notices(100));
    expect(notices.flatMap(({ about, detail }) => (about === 'official-unusable' ? [detail] : []))).toEqual([problem]);
    expect(await statuses(on)).toEqual(['outside']);
  });

  it('an old event about her that Slack sends again does not switch her account on again', async () => {
    on = await stage({ officials: joanIsPso });
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await change('U0JOAN', { name: 'Joan L. Lee' });
    const old = on.workspace.deliveries().at(-1);
    if (old === undefined) throw new Error('no event was sent');
    await change('U0JOAN', { deleted: true });
    expect(await statuses(on)).toEqual(['outside']);
    const { status } = await on.workspace.deliver(old.body, { contentType: old.contentType, retryNum: 1 });
    await on.delivered();
    expect(status).toBe(200);
    expect(await statuses(on)).toEqual(['outside']);
  });

  it('an official who was not bound because two had her address is bound when it is hers alone', async () => {
    on = await stage({ officials: [] });
    await on.as('U0JOAN').command('');
    await arrives('joan.lee@valley-care.example');
    await addOfficials(on, joanIsPso);
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    expect(await statuses(on)).toEqual(['outside']);
    await change('U0LENA', { id: 'U0TWIN', name: 'Joan Twin', email: 'twin@valley-care.example' });
    expect(await statuses(on)).toEqual(['pending']);
    expect(saying(on.as('U0JOAN').screen(), 'Ana Ruiz asks')).toHaveLength(1);
  });
});
