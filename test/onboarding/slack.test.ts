import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChecklist } from '#application/checklist.ts';
import { verifyChain } from '#storage/audit.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from '../slack/bad-input.ts';
import { everyOfficial, fillFor } from '../slack/fill-for.ts';
import { identityOf, modal, press, type Stage, saying, stage, submitReview, words } from '../slack/harness.ts';
import { homeOf, pressHome } from '../slack/home.ts';

/** A person's checklist in Slack: from her first question to a role that works, and lists for new colleagues. */

let on: Stage;
beforeAll(async () => {
  on = await stage({
    officials: [
      ...everyOfficial,
      ['maria.gomez@hillside.example', 'Maria Gomez', 'Provider Security Official', 'ccn:165178'],
      ['raj.patel@valley-care.example', 'Raj Patel', 'Provider Security Official', 'ccn:165178'],
    ],
    sharedAddresses: ['mds@'],
  });
  // The articles are read before somebody is stuck, as a server does when it starts.
  on.bot.deps.answers.article('first-steps');
});
afterAll(async () => {
  // Slack says so of an address that nobody has; it is no fault.
  expect(on.workspace.refusals().filter(({ error }) => error !== 'users_not_found')).toEqual([]);
  expectNoFault(on);
  expectPrivateLog(on);
  expect((await verifyChain(on.bot.database.db)).brokenAt).toBeNull();
  await on.stop();
});

const days = 24 * 60 * 60 * 1000;
const lists = (who: string) => saying(on.as(who).screen(), 'Your way into iQIES');
/** Her list: one message, as it reads now. */
function list(who: string): string {
  expect(lists(who)).toHaveLength(1);
  return words(lists(who)[0]?.blocks ?? []);
}
const inList = (who: string, actionId: string, value?: string) =>
  on.as(who).press({ surface: 'message', ts: lists(who)[0]?.ts ?? '', actionId, ...(value ? { value } : {}) });
const inDialog = (who: string, actionId: string, value?: string) =>
  on.as(who).press({ surface: 'modal', actionId, ...(value ? { value } : {}) });
async function ticked(who: string, actionId: 'step-done' | 'step-open', value: string): Promise<string> {
  await inList(who, actionId, value);
  await on.delivered();
  return list(who);
}
async function fits(who: string, answers: Record<string, string | string[]>): Promise<void> {
  for (const [field, value] of Object.entries(answers)) await on.as(who).fill(field, value);
  await on.as(who).submit();
  await on.delivered();
}

describe('somebody new', () => {
  it('finds her checklist on Home, says what fits her, and gets one message that stays true', async () => {
    expect(await homeOf(on, 'U0ANA')).toContain('New to iQIES?');
    await pressHome(on, 'U0ANA', 'checklist');
    expect(modal(on.as('U0ANA').screen()).words).toContain('What do you have already?');
    await fits('U0ANA', { account: 'new' });
    expect(modal(on.as('U0ANA').screen()).words).toContain('0 of 7 steps done');
    await on.as('U0ANA').close();
    expect(list('U0ANA')).toMatch(/→ Now: Make a HARP account[\s\S]*○ Later: Set up two-factor/);
    expect(await homeOf(on, 'U0ANA')).toMatch(/0 of 7 steps done[\s\S]*→ Now: Make a HARP account/);
  });

  it('ticks what only she knows, and takes it back; a second press changes nothing', async () => {
    expect(await ticked('U0ANA', 'step-done', 'harp-account')).toMatch(
      /1 of 7 steps done[\s\S]*✓ Done: Make a HARP account, you said on[\s\S]*→ Now: Set up two-factor/,
    );
    const replay = payloadOf(lastOf(on, 'U0ANA'));
    await forge(on, replay, () => undefined);
    expect(await events(on, 'step-ticked')).toHaveLength(1);
    expect(await ticked('U0ANA', 'step-open', 'harp-account')).toContain('0 of 7 steps done');
    expect(await ticked('U0ANA', 'step-done', 'harp-account')).toContain('1 of 7 steps done');
  });

  it('can’t tick what the bot sees by itself, nor what is no step', async () => {
    const before = list('U0ANA');
    const forged = payloadOf(lastOf(on, 'U0ANA'));
    for (const step of ['role-request', 'active', 'eidm-log-in', '__proto__'])
      await forge(on, forged, (payload) => {
        for (const action of payload.actions) Object.assign(action, { action_id: 'step-done', value: step });
      });
    await on.delivered();
    expect(list('U0ANA')).toBe(before);
    const kept = await on.bot.database.db.selectFrom('checklist_tick').select('step').execute();
    expect(kept).toEqual([{ step: 'harp-account' }]);
    const refused = (await events(on, 'refused')).filter(({ data }) => data.refusal === 'step-not-yours');
    expect(refused).toHaveLength(4);
  });

  it('who is stuck gets the next step from the articles, with source and Service Center, and comes back to the list', async () => {
    await inList('U0ANA', 'checklist-stuck', 'two-factor');
    expect(modal(on.as('U0ANA').screen()).words).toContain('What happens?');
    await inDialog('U0ANA', 'checklist-help-2');
    const { words: help } = modal(on.as('U0ANA').screen());
    expect(help).toMatch(/Resend Code[\s\S]*choose another device[\s\S]*Source: [\s\S]*888-477-7876/);
    await inDialog('U0ANA', 'checklist');
    expect(modal(on.as('U0ANA').screen()).words).toMatch(/steps done[\s\S]*→ Now/);
    // In the dialog, too, a tick shows at once.
    await inDialog('U0ANA', 'step-done', 'two-factor');
    expect(modal(on.as('U0ANA').screen()).words).toContain('✓ Done: Set up two-factor');
    await on.as('U0ANA').close(true);
    await on.delivered();
    expect(list('U0ANA')).toContain('✓ Done: Set up two-factor');
  });

  it('a failed identity check: no question about what was asked or answered', async () => {
    await inList('U0ANA', 'step-open', 'harp-account');
    await on.delivered();
    await inList('U0ANA', 'checklist-stuck', 'harp-account');
    expect(modal(on.as('U0ANA').screen()).words).toContain('Don’t tell me what HARP asked you');
    await inDialog('U0ANA', 'checklist-help-1');
    const { words: help } = modal(on.as('U0ANA').screen());
    for (const way of ['Retry Remote Identity Proofing', 'Reference Number', 'Manual Proofing'])
      expect(help).toContain(way);
    await on.as('U0ANA').close(true);
  });

  it('her form can be filled in while she waits for HARP, and is there weeks later', async () => {
    const ana = on.as('U0ANA');
    await inList('U0ANA', 'request-role');
    await ana.fill('category', 'provider');
    await ana.submit();
    await ana.fill('role', 'assessment-submitter');
    await ana.submit();
    await ana.fill('pasted', '165326');
    await ana.submit();
    expect(modal(ana.screen()).words).toContain('I have a HARP account with two-factor set up');
    await ana.close();
    const expires = async () => {
      const rows = await on.bot.database.db.selectFrom('draft').selectAll().where('key', 'like', '%draft:%').execute();
      return Math.max(...rows.map((row) => row.expires ?? 0));
    };
    const before = await expires();
    on.forward(8 * days);
    await on.delivered();
    expect(await expires()).toBeGreaterThan(before);
    await on.restartBot();
    await inList('U0ANA', 'request-role');
    expect(modal(ana.screen()).words).toContain('BLOOMFIELD CARE CENTER');
    await submitReview(ana);
    await on.delivered();
    await ana.close(true);
    expect(list('U0ANA')).toMatch(
      /3 of 7 steps done[\s\S]*✓ Done: Make a HARP account, (?!you said)[\s\S]*✓ Done: You asked for your role here/,
    );
  });

  it('what the record shows can’t be unticked, and the rest ticks itself up to a role that works', async () => {
    await inList('U0ANA', 'step-done', 'first-log-in');
    await on.delivered();
    const forged = payloadOf(lastOf(on, 'U0ANA'));
    await forge(on, forged, (payload) => {
      for (const action of payload.actions) Object.assign(action, { action_id: 'step-open', value: 'harp-account' });
    });
    await on.delivered();
    expect(list('U0ANA')).toContain('4 of 7 steps done');
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toContain('step-seen');
    await inList('U0ANA', 'sent');
    await on.delivered();
    expect(list('U0ANA')).toMatch(/5 of 7 steps done[\s\S]*→ Now: Your security official decides/);
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    expect(list('U0ANA')).toMatch(/6 of 7 steps done[\s\S]*→ Now: Your role is set up in iQIES/);
    await press(on.as('U0JOAN'), 'done');
    await on.delivered();
    expect(list('U0ANA')).toMatch(/all 7 steps done[\s\S]*Your role works/);
    expect(await homeOf(on, 'U0ANA')).not.toContain('Your way into iQIES');
  });
});

describe('a request that came to nothing', () => {
  it('leaves what it showed about HARP ticked, and the role is to be asked for again', async () => {
    const hugo = on.as('U0HUGO');
    await hugo.command('checklist');
    await fits('U0HUGO', { account: 'new' });
    await hugo.close();
    await fillFor(hugo, 'pbj-viewer', 'production');
    await submitReview(hugo);
    await hugo.close(true);
    await on.delivered();
    expect(list('U0HUGO')).toContain('3 of 7 steps done');
    await press(hugo, 'withdraw');
    await on.delivered();
    expect(list('U0HUGO')).toMatch(/2 of 7 steps done[\s\S]*→ Now: Log in to iQIES[\s\S]*Later: Ask for your role/);
  });
});

describe('training, for a surveyor', () => {
  it('leads past “Sign in to iQIES”, to production first, and to the disciplines at the end', async () => {
    const carl = on.as('U0CARL');
    await carl.command('checklist');
    await fits('U0CARL', { account: 'new', environment: 'training' });
    await carl.close();
    expect(list('U0CARL')).toContain('TRAINING');
    await ticked('U0CARL', 'step-done', 'harp-account');
    expect(list('U0CARL')).toContain('Don’t press “Sign in to iQIES” at the end');
    await ticked('U0CARL', 'step-done', 'two-factor');
    expect(list('U0CARL')).toMatch(/First at \S*iqies\.cms\.gov>?, then at \S*training-iqies/);
    expect(list('U0CARL')).not.toContain('disciplines');
    await fillFor(carl, 'contract-surveyor', 'training');
    await submitReview(carl);
    await carl.close(true);
    await on.delivered();
    expect(list('U0CARL')).toContain('○ Later: Choose your surveyor disciplines');
    for (const button of ['approve', 'done']) {
      await press(on.as('U0JOAN'), button);
      await on.delivered();
    }
    await inList('U0CARL', 'edit-disciplines');
    await carl.fill('disciplines', ['Registered Nurse']);
    await carl.submit();
    await carl.close(true);
    await on.delivered();
    expect(list('U0CARL')).toContain('all 8 steps done');
  });
});

describe('a list for a new colleague', () => {
  const offer = async (who: string, email: string, place?: string) => {
    await homeOf(on, who);
    await pressHome(on, who, 'colleagues');
    await inDialog(who, 'checklist-for');
    await on.as(who).fill('email', email);
    if (place !== undefined) await on.as(who).fill('place', place);
    await on.as(who).submit();
    await on.delivered();
  };
  const colleagues = (who: string) => modal(on.as(who).screen()).words;

  it('she is told who started it, what it is and what they see; until she says yes nothing is hers', async () => {
    await offer('U0MARIA', 'Cora.Diaz@prairie-homes.example');
    expect(colleagues('U0MARIA')).toMatch(/cora\.diaz@prairie-homes\.example[\s\S]*not answered yet/);
    await on.as('U0MARIA').close(true);
    const [told] = saying(on.as('U0CORA').screen(), 'A checklist for you');
    expect(words(told?.blocks ?? [])).toMatch(
      /Maria Gomez \(maria\.gomez@hillside\.example\), Provider Security Official \(PSO\) for AASE HAUGEN[\s\S]*Maria Gomez sees how many steps are done: not which/,
    );
    expect(lists('U0CORA')).toHaveLength(0);
    await press(on.as('U0CORA'), 'checklist-start');
    await fits('U0CORA', { account: 'eidm' });
    await on.as('U0CORA').close(true);
    expect(saying(on.as('U0CORA').screen(), 'A checklist for you')).toHaveLength(0);
    expect(await ticked('U0CORA', 'step-done', 'eidm-log-in')).toContain('1 of 8 steps done');
  });

  it('its starter reads how many steps are done, and nothing when the colleague ended it', async () => {
    const seen = async () => {
      await homeOf(on, 'U0MARIA');
      await pressHome(on, 'U0MARIA', 'colleagues');
      const read = colleagues('U0MARIA');
      await on.as('U0MARIA').close(true);
      return read;
    };
    const read = await seen();
    expect(read).toContain('1 of 8 steps done');
    expect(read).not.toMatch(/EIDM|Log in to HARP|Cora Diaz/);
    await inList('U0CORA', 'checklist-close');
    await on.delivered();
    expect(saying(on.as('U0CORA').screen(), 'You ended your checklist')).toHaveLength(1);
    expect(await seen()).toContain('ended the list');
    // Opened again, it is the same message.
    await press(on.as('U0CORA'), 'checklist-fit');
    await fits('U0CORA', {});
    await on.as('U0CORA').close(true);
    expect(list('U0CORA')).toContain('1 of 8 steps done');
    // By herself it is hers alone, until she starts it with that invitation once more.
    expect(await seen()).toContain('ended the list');
    await press(on.as('U0CORA'), 'checklist-start');
    await fits('U0CORA', {});
    await on.as('U0CORA').close(true);
    expect(await seen()).toContain('1 of 8 steps done');
  });

  it('“No, thanks” is all that its starter learns', async () => {
    await offer('U0MARIA', 'lena.novak@hillside.example');
    await on.as('U0MARIA').close(true);
    await press(on.as('U0LENA'), 'checklist-decline');
    await on.delivered();
    expect(words(saying(on.as('U0LENA').screen(), 'You said no')[0]?.blocks ?? [])).toContain(
      'They see that, and nothing else',
    );
    await homeOf(on, 'U0MARIA');
    await pressHome(on, 'U0MARIA', 'colleagues');
    expect(colleagues('U0MARIA')).toMatch(/lena\.novak[\s\S]*said no/);
    await on.as('U0MARIA').close(true);
    expect(await events(on, 'checklist-declined')).toHaveLength(1);
  });

  it.each([
    ['her own address', 'maria.gomez@hillside.example', 'your own address'],
    ['no address', 'cora', 'no e-mail address'],
    ['a Social Security number', '123-45-6789', 'must not be kept'],
    ['an address of no listed domain', 'cora@gmail.example', 'not a work address'],
    ['an address that several share', 'mds@hillside.example', 'several people share it'],
    ['somebody for whom she started one', 'cora.diaz@prairie-homes.example', 'already'],
  ])('is refused, and nothing is kept: %s', async (_name, email, because) => {
    const { db } = on.bot.database;
    const before = await db.selectFrom('checklist_invite').select('id').execute();
    await offer('U0MARIA', email);
    expect(modal(on.as('U0MARIA').screen()).errors).toContain(because);
    await on.as('U0MARIA').close(true);
    expect(await db.selectFrom('checklist_invite').select('id').execute()).toHaveLength(before.length);
  });

  it('somebody else’s list answers to nobody else', async () => {
    await offer('U0JOAN', 'noel.new@valley-care.example', 'ccn:165326');
    await on.as('U0JOAN').close(true);
    await offer('U0MARIA', 'hugo.lind@prairie-homes.example');
    await on.as('U0MARIA').close(true);
    await press(on.as('U0HUGO'), 'checklist-decline');
    await on.delivered();
    const forged = payloadOf(lastOf(on, 'U0HUGO'));
    for (const action of ['checklist-start', 'checklist-decline'])
      await forge(on, forged, (payload) => {
        asUser(payload, 'U0PETRA');
        for (const one of payload.actions) one.action_id = action;
      });
    await on.delivered();
    expect(await events(on, 'checklist-declined')).toHaveLength(2);
    // Who is no official starts none, whatever she sends.
    await forge(on, forged, (payload) => {
      asUser(payload, 'U0PETRA');
      for (const one of payload.actions) one.action_id = 'colleagues';
    });
    expect(on.as('U0PETRA').screen().modals).toHaveLength(0);
    const refusals = (await events(on, 'refused')).map(({ data }) => data.refusal);
    expect(refusals).toEqual(expect.arrayContaining(['invite-unknown', 'no-seat-here']));
  });

  it('waits for somebody who is not here yet', async () => {
    const { db } = on.bot.database;
    const waits = () =>
      db
        .selectFrom('checklist_invite')
        .select('person_id')
        .where('email', '=', 'noel.new@valley-care.example')
        .execute();
    expect(await waits()).toEqual([{ person_id: null }]);
    const noel = { id: 'U0NEWNOEL', name: 'Noel New', email: 'noel.new@valley-care.example', emailConfirmed: true };
    // She joins, and her profile is filled in.
    await on.workspace.setPerson(noel);
    await on.workspace.setPerson({ ...noel, title: 'Nurse' });
    await on.delivered();
    expect(await waits()).not.toEqual([{ person_id: null }]);
    expect(words(saying(on.as('U0NEWNOEL').screen(), 'A checklist for you')[0]?.blocks ?? [])).toContain('Joan Lee');
  });

  it('an official who is removed sees none of it any more, and nobody is told in her name', async () => {
    await offer('U0MARIA', 'late.joiner@hillside.example');
    await on.as('U0MARIA').close(true);
    await homeOf(on, 'U0MARIA');
    const maria = on.bot.database.db.selectFrom('role_grant').select('id').where('email', 'like', 'maria%');
    for (const { id } of await maria.execute())
      await on.bot.deps.ledger.change((record) => record.endGrant(id, on.now()));
    await pressHome(on, 'U0MARIA', 'colleagues');
    expect(on.as('U0MARIA').screen().modals).toHaveLength(0);
    const late = { id: 'U0LATE', name: 'Late Joiner', email: 'late.joiner@hillside.example', emailConfirmed: true };
    await on.workspace.setPerson(late);
    await on.workspace.setPerson({ ...late, title: 'Nurse' });
    await on.delivered();
    expect(saying(on.as('U0LATE').screen(), 'A checklist for you')).toHaveLength(0);
  });
});

describe('who may have one', () => {
  it('a guest is told why not; somebody without an address can prepare', async () => {
    const answer = await on.as('U0GUS').command('checklist');
    expect(JSON.stringify(answer.body)).toMatch(/guest/i);
    expect(on.as('U0GUS').screen().modals).toHaveLength(0);
    expect(await homeOf(on, 'U0GUS')).not.toContain('New to iQIES?');
    // A form of his that is older than his being a guest.
    const { deps } = on.bot;
    const gus = await deps.ledger.read((record) => record.personAt(identityOf(on, 'U0GUS')));
    const choice = { account: 'new', environment: 'production', surveyor: false, nudge: false } as const;
    if (gus === null) throw new Error('Gus is not known');
    expect(await startChecklist(deps)(gus, choice, null)).toEqual({ ok: false, refusal: 'account-guest' });
    expect(lists('U0GUS')).toHaveLength(0);
    await on.as('U0NOEL').say('My checklist');
    await on.delivered();
    await press(on.as('U0NOEL'), 'checklist');
    await fits('U0NOEL', { account: 'harp' });
    await on.as('U0NOEL').close(true);
    expect(list('U0NOEL')).toContain('0 of 5 steps done');
  });
});

describe('the one reminder', () => {
  it('comes once, after five business days without a step, to her who wants it', async () => {
    for (const [who, nudge] of [
      ['U0PETRA', ['yes']],
      ['U0WEI', []],
    ] as const) {
      await on.as(who).command('checklist');
      await fits(who, { account: 'new', ...(nudge.length === 0 ? {} : { nudge: [...nudge] }) });
      await on.as(who).close(true);
    }
    const reminded = (who: string) => saying(on.as(who).screen(), 'Nothing has moved').length;
    on.forward(4 * days);
    await on.delivered();
    expect(reminded('U0PETRA')).toBe(0);
    await ticked('U0PETRA', 'step-done', 'harp-account');
    on.forward(5 * days);
    await on.delivered();
    expect(reminded('U0PETRA')).toBe(0);
    for (const wait of [5, 30, 30]) {
      on.forward(wait * days);
      await on.delivered();
      expect([reminded('U0PETRA'), reminded('U0WEI')]).toEqual([1, 0]);
    }
  });
});
