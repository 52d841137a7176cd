import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRoles, compareRoles } from '#application/import-roles.ts';
import { people } from '#rehearsal/people.ts';
import { verifyChain } from '#storage/audit.ts';
import { events, expectNoFault, told } from '#test/slack/bad-input.ts';
import { everyOfficial, fillFor } from '#test/slack/fill-for.ts';
import {
  ask,
  modal,
  officials,
  press,
  replaceOfficials,
  type Stage,
  type StageOptions,
  stage,
} from '#test/slack/harness.ts';
import { homeOf } from '#test/slack/home.ts';
import { emptyDatabase, type TestDatabase } from '#test/storage/record.ts';
import { runNode } from './process.ts';

const header = 'email,role,organization,environment,name';
const ana = 'Ana.Ruiz@valley-care.example,Assessment Submitter,ccn:165326,production,Ana Ruiz';
const sam = 'sam@valley-care.example,contract-surveyor,state:IA,training,';

// Each command is a process of its own, which takes seconds on a busy machine.
describe('roles import, as a command', { timeout: 60_000 }, () => {
  let folder: string;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iqies-roles-'));
    database = await emptyDatabase(folder);
  });
  afterEach(async () => {
    await database.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const cli = (...args: string[]) =>
    runNode(
      ['src/cli.ts', ...args],
      {
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: '0123456789abcdef',
        EMAIL_DOMAINS: 'valley-care.example',
        SHARED_ADDRESSES: 'mds@',
        DATA_DIR: folder,
        ...database.variables,
      },
      folder,
    );
  const write = (name: string, lines: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };

  it('shows what would be added, adds it with --yes, and adds nothing the second time', async () => {
    const file = write('roles.csv', [header, ana, sam, ana]);
    const shown = await cli('roles', 'import', file);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toBe(
      [
        '+ ana.ruiz@valley-care.example Assessment Submitter ccn:165326 production',
        '+ sam@valley-care.example Contract Surveyor state:IA training',
        '2 new, 0 known already, 0 lines can’t be used',
        'Nothing was changed. Say --yes to apply this.\n',
      ].join('\n'),
    );
    expect((await cli('roles', 'import', file, '--yes')).out).toContain('Applied.');
    expect((await cli('roles', 'import', file, '--yes')).out).toContain('0 new, 2 known already');
  });

  it('names the lines that can’t be used, and adds the others', async () => {
    const file = write('wrong.csv', [
      header,
      'nobody,PBJ Viewer,ccn:165326,,',
      'a@valley-care.example,Head Nurse,ccn:165326,,',
      'b@valley-care.example,Provider Security Official,ccn:165326,,',
      'c@valley-care.example,PBJ Viewer,165326,,',
      'd@valley-care.example,PBJ Viewer,state:IA,,',
      'e@valley-care.example,MAC Reports,contractor:ado/Prairie ADO,,',
      'f@valley-care.example,CMS General User,state:IA,,',
      'g@valley-care.example,PBJ Viewer,ccn:995E26,,',
      'h@valley-care.example,PBJ Viewer,ccn:165326,staging,',
      'mds@valley-care.example,PBJ Viewer,ccn:165326,,',
      'i@elsewhere.example,PBJ Viewer,ccn:165326,,',
      ana,
    ]);
    const { code, out } = await cli('roles', 'import', file, '--yes');
    expect(code).toBe(1);
    expect(out.split('\n').slice(0, 11)).toEqual([
      `${file}:2 can’t be used: email is no address`,
      `${file}:3 can’t be used: role "Head Nurse" is not in the catalogue`,
      `${file}:4 can’t be used: Provider Security Official is a security-official role: use officials import`,
      `${file}:5 can’t be used: organization "165326" is not ccn:165326, state:IA, cms or contractor:mac/NAME`,
      `${file}:6 can’t be used: PBJ Viewer does not belong to state:IA`,
      `${file}:7 can’t be used: MAC Reports does not belong to contractor:ado/Prairie ADO`,
      `${file}:8 can’t be used: CMS General User does not belong to state:IA`,
      `${file}:9 can’t be used: organization ccn:995E26 is no CCN`,
      `${file}:10 can’t be used: environment "staging" is not production or training`,
      `${file}:11 warning: the address is on the shared list: nobody gets this role here`,
      `${file}:12 warning: the domain of the address is not on EMAIL_DOMAINS: nobody gets this role here until it is listed`,
    ]);
    expect(out).toContain('3 new, 0 known already, 9 lines can’t be used');
  });

  it('an import of officials ends no ordinary role, also with --replace', async () => {
    const pso = 'joan.lee@valley-care.example,Provider Security Official,ccn:165326,production,Joan Lee';
    await cli('officials', 'import', write('both.csv', [header, pso, pso.replace('joan.lee', 'raj')]), '--yes');
    await cli('roles', 'import', write('roles.csv', [header, ana]), '--yes');
    const replaced = await cli('officials', 'import', write('one.csv', [header, pso]), '--replace', '--yes');
    expect(replaced.out).toContain('0 new, 1 unchanged, 1 to end');
    expect(replaced.out).not.toContain('ana.ruiz');
    const file = write('again.csv', [header, ana]);
    expect((await cli('roles', 'import', file)).out).toContain('0 new, 1 known already');
  });

  it('says of a file that can’t be read why', async () => {
    const { code, out } = await cli('roles', 'import', join(folder, 'none.csv'), '--yes');
    expect(code).toBe(1);
    expect(out).toContain('can’t be read');
  });
});

describe('a role that was imported', () => {
  let on: Stage;
  const raise = async (options: StageOptions = {}) => {
    on = await stage(options);
  };
  afterEach(async () => {
    expectNoFault(on);
    await on.stop();
  });

  /** Imports rows of e-mail, role and organization; production. */
  async function bring(...rows: (readonly [string, string, string])[]): Promise<void> {
    const lines = rows.map(([email, role, organization], index) => ({
      line: index + 2,
      values: { email, role, organization },
    }));
    const diff = await compareRoles(on.bot.deps)(lines);
    expect(diff.wrong).toEqual([]);
    await applyRoles(on.bot.deps)(diff);
    await on.delivered();
  }
  const anas = 'ana.ruiz@valley-care.example';

  it('becomes the person’s when she is seen first, and stands on her Home', async () => {
    await raise();
    await bring([anas, 'Assessment Submitter', 'ccn:165326']);
    expect(await homeOf(on, 'U0ANA')).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
    expect(await events(on, 'account-bound')).toHaveLength(officials.length + 1);
    expect(await verifyChain(on.bot.database.db)).toMatchObject({ brokenAt: null });
  });

  it('becomes the person’s at once when she is known', async () => {
    await raise();
    expect(await homeOf(on, 'U0ANA')).not.toContain('Assessment Submitter');
    await bring([anas, 'Assessment Submitter', 'ccn:165326']);
    expect(JSON.stringify(on.as('U0ANA').screen().home?.view)).toContain('Assessment Submitter');
  });

  it('nobody is looked up in chat for it, and the operator hears nothing of it', async () => {
    await raise();
    await bring(
      [anas, 'Assessment Submitter', 'ccn:165326'],
      ['nobody@valley-care.example', 'PBJ Viewer', 'ccn:165178'],
    );
    const before = await told(on);
    const lookups = () => on.workspace.calls().filter(({ method }) => method === 'users.lookupByEmail').length;
    const looked = lookups();
    await homeOf(on, 'U0ANA');
    await on.restartBot();
    await on.delivered();
    expect(lookups()).toBe(looked);
    expect(looked).toBe(new Set(officials.map(([email]) => email)).size);
    expect(await told(on)).toEqual(before);
  });

  it('gives no authority, and ends with no list of officials', async () => {
    await raise();
    await bring([anas, 'Assessment Submitter', 'ccn:165326']);
    const home = await homeOf(on, 'U0ANA');
    expect(home).not.toContain('Waiting for me');
    await replaceOfficials(on, officials.slice(0, 1));
    expect(await homeOf(on, 'U0ANA')).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
    await ask(on, 'U0CORA', 'pbj-viewer', '165326');
    expect(on.as('U0ANA').screen().messages).toEqual([]);
  });

  it('satisfies the General User rule', async () => {
    await raise({ officials: everyOfficial });
    await bring([anas, 'State Agency S&C General User', 'state:IA']);
    await fillFor(on.as('U0ANA'), 'state-agency-assessment-coordinator', 'production');
    expect(modal(on.as('U0ANA').screen()).words).not.toContain('General User first');
  });

  it('of a surveyor asks for disciplines', async () => {
    await raise();
    await bring([anas, 'Contract Surveyor', 'state:AL']);
    expect(await homeOf(on, 'U0ANA')).toContain('Missing Discipline: Contract Surveyor - Alabama');
  });

  it('goes to neither of two accounts with the address', async () => {
    const twin = { ...people.find(({ id }) => id === 'U0ANA'), id: 'U0TWIN', name: 'Ana Twin' };
    await raise({ people: [...people, twin as (typeof people)[number]] });
    await homeOf(on, 'U0ANA');
    await homeOf(on, 'U0TWIN');
    await bring([anas, 'Assessment Submitter', 'ccn:165326']);
    expect(await homeOf(on, 'U0ANA')).not.toContain('Assessment Submitter');
    expect(await homeOf(on, 'U0TWIN')).not.toContain('Assessment Submitter');
  });

  it('that somebody asked for here is known already', async () => {
    await raise();
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    for (const button of ['approve', 'done']) {
      await press(on.as('U0JOAN'), button);
      await on.delivered();
    }
    const values = { email: anas, role: 'assessment-submitter', organization: 'ccn:165326' };
    expect(await compareRoles(on.bot.deps)([{ line: 2, values }])).toMatchObject({ added: [], unchanged: 1 });
  });
});
