import { afterEach, describe, expect, it, vi } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { asUser, events, expectNoFault, expectPrivateLog, forge, lastOf, payloadOf } from './bad-input.ts';
import {
  ask,
  inSlackIt,
  inTeams,
  modal,
  officials,
  press,
  type Stage,
  type StageOptions,
  saying,
  stage,
} from './harness.ts';
import { homeOf, pressHome } from './home.ts';
import { sayRole } from './say-role.ts';

let on: Stage;
const raise = async (options: StageOptions = {}): Promise<void> => {
  on = await stage(options);
};
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

const joan = () => on.as('U0JOAN');
const top = (who = 'U0JOAN') => modal(on.as(who).screen()).words;
const inModal = (actionId: string) => joan().press({ surface: 'modal', actionId });

async function list(who = 'U0JOAN'): Promise<string> {
  await homeOf(on, who);
  await pressHome(on, who, 'who-has-what');
  return top(who);
}

/** The CSV that stands in the dialog, line by line. */
const csv = (): string[] => [...top().matchAll(/```([\s\S]*?)```/g)].flatMap(([, part = '']) => part.split('\n'));

/** People who got an ordinary role here, as many as wanted. */
async function many(n: number, organization = 'ccn:165326', name = (i: number) => `Person ${i}`): Promise<void> {
  for (let from = 0; from < n; from += 50)
    await on.bot.database.db
      .insertInto('role_grant')
      .values(
        Array.from({ length: Math.min(50, n - from) }, (_, i) => ({
          id: `many-${organization}-${from + i}`.padEnd(20, 'x'),
          person_id: null,
          role_id: 'pbj-viewer',
          organization,
          environment: 'production',
          basis: 'imported',
          standing: 'active',
          email: `person${from + i}@valley-care.example`,
          name: name(from + i),
          not_in_chat_at: null,
          started_at: 1_700_000_000_000 + from + i,
          ended_at: null,
        })),
      )
      .execute();
}

describe('who has what', () => {
  it('an official sees people, roles, since when and how it is known, at her own places only', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ana().close();
    for (const button of ['approve', 'done']) {
      await press(joan(), button);
      await on.delivered();
    }
    await sayRole(on, 'U0ANA', 'pbj-viewer', { pasted: '165326 165178' });
    await many(1, 'ccn:165178');
    const shown = await list();
    expect(shown).toMatch(
      /Ana Ruiz, ana\.ruiz@valley-care\.example: PBJ Viewer at BLOOMFIELD CARE CENTER \(165326\)\. Said on .+; nobody has checked it/,
    );
    expect(shown).toMatch(/Ana Ruiz, .+: Assessment Submitter at BLOOMFIELD .+ Since .+, asked for here\./);
    expect(shown).toMatch(/Raj Patel, .+: Provider Security Official at BLOOMFIELD .+ from the operator’s list\./);
    expect(shown).not.toContain('165178');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('what was stated and is known by now stands there once', async () => {
    await raise();
    await sayRole(on, 'U0ANA', 'assessment-submitter', { pasted: '165326' });
    await ana().close();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    await ana().close();
    for (const button of ['approve', 'done']) {
      await press(joan(), button);
      await on.delivered();
    }
    const shown = await list();
    expect(shown.match(/Assessment Submitter at BLOOMFIELD/g)).toHaveLength(1);
    expect(shown).toContain('asked for here');
  });

  it('nobody else opens it: looked up at the click, refused and recorded', async () => {
    await raise({ people: [...people] });
    await list();
    const pressed = payloadOf(lastOf(on, 'U0JOAN'));
    expect(await homeOf(on, 'U0ANA')).not.toContain('My organizations');
    expect(JSON.stringify(on.as('U0ANA').screen().home?.view)).not.toContain('who-has-what');
    await forge(on, pressed, (payload) => asUser(payload, 'U0ANA'));
    await vi.waitFor(() => expect(saying(ana().screen(), 'Only security officials see who has what')).toHaveLength(1));
    await forge(on, pressed, (payload) => asUser(payload, 'U0GUS'));
    await on.bot.database.db
      .updateTable('role_grant')
      .set({ ended_at: on.now() })
      .where('email', '=', 'joan.lee@valley-care.example')
      .execute();
    await joan().close();
    await forge(on, pressed, () => {});
    expect(joan().screen().modals).toEqual([]);
    expect((await events(on, 'refused')).map(({ data }) => data.refusal)).toEqual([
      'list-not-yours',
      'account-guest',
      'list-not-yours',
    ]);
  });

  it('an official for training sees training only', async () => {
    await raise({
      officials: [
        ...officials,
        ['joan.lee@valley-care.example', 'Joan Lee', 'State Agency Security Official for S&C', 'state:IA', 'training'],
      ],
    });
    await sayRole(on, 'U0ANA', 'state-agency-general-user', { state: 'IA' });
    await ana().close();
    expect(await list()).not.toContain('General User');
    await joan().close();
    await sayRole(on, 'U0ANA', 'state-agency-general-user', { state: 'IA' }, 'training');
    expect(await list()).toContain('TRAINING: State Agency S&C General User - Iowa');
  });

  it('twenty rows a page, to the last of thousands', async () => {
    await raise();
    await many(2_000);
    const first = await list();
    expect(first).toContain('1 to 20 of 2002 rows.');
    await inModal('holders-later');
    expect(top()).toContain('21 to 40 of 2002 rows.');
    await inModal('holders-earlier');
    expect(top()).toBe(first);
    const pressed = payloadOf(lastOf(on, 'U0JOAN'));
    for (const [value, says] of [
      ['9999', '2001 to 2002 of 2002 rows.'],
      ['-1', '1 to 20 of'],
      ['1e9; drop', '1 to 20 of'],
    ] as const) {
      const answer = await forge(on, pressed, (payload) => {
        for (const action of payload.actions) Object.assign(action, { value });
      });
      // Teams answers with the dialog itself.
      expect(inTeams ? JSON.stringify(answer.body) : top()).toContain(says);
    }
    expect(on.workspace.refusals()).toEqual([]);
  });

  inSlackIt('the CSV holds every row, page by page, and nothing that a spreadsheet would run', async () => {
    await raise();
    const odd = ['=cmd|calc', '+1', '-1', '@sum', '\t=1', 'Plain "quoted", & <b>', '```', 'a\nb'];
    await many(300, 'ccn:165326', (i) => odd[i] ?? `Person ${i} ${'&'.repeat(60)}`);
    await list();
    await inModal('holders-csv');
    expect(csv()[0]).toBe('Person,E-mail,Role,Organization,CCN or State,Environment,Since,Basis,Surveyor Disciplines');
    expect(csv()).toHaveLength(101);
    const names = csv()
      .slice(1, 9)
      .map((line) => line.slice(0, line.indexOf(',person')));
    expect(names).toEqual([
      "'=cmd|calc",
      "'+1",
      "'-1",
      "'@sum",
      `"'\t=1"`,
      '"Plain ""quoted"", & &lt;b&gt;"',
      "'''",
      'a b',
    ]);
    expect(csv()[1]).toContain(
      ',person0@valley-care.example,PBJ Viewer,BLOOMFIELD CARE CENTER,165326,production,2023-11-14,from the operator’s list,',
    );
    for (const rows of [100, 100, 2]) {
      await inModal('csv-later');
      expect(csv()).toHaveLength(1 + rows);
    }
    expect(top()).toContain('301 to 302 of 302 rows.');
    expect(on.workspace.refusals()).toEqual([]);
  });
});

const ana = () => on.as('U0ANA');
