import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '#storage/database.ts';
import { emptyDatabase, type TestDatabase } from '#test/storage/record.ts';
import { runCommand } from './run-command.ts';

/** The operator's commands, on a record in a folder of its own. */
let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-cli-'));
  database = await emptyDatabase(folder);
});
afterEach(async () => {
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

const live = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  EMAIL_DOMAINS: 'valley-care.example',
  SHARED_ADDRESSES: 'mds@',
};
const cli = (...args: string[]) => runCommand(args, { ...live, DATA_DIR: folder, ...database.variables }, folder);
const write = (name: string, lines: string[]) => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
/** Looks into the record, or tampers with it, past the bot. */
async function inRecord<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = await database.open();
  try {
    return await work(db);
  } finally {
    await close();
  }
}
const standing = async () =>
  (await inRecord((db) => db.selectFrom('role_grant').select('id').where('ended_at', 'is', null).execute())).length;

const facilities = [
  'ccn,type,name,address,city,state,zip,phone,as_of',
  '165326,NH,BLOOMFIELD CARE CENTER,,BLOOMFIELD,IA,52537,,2018-02',
  '165178,NH,AASE HAUGEN HOME,,DECORAH,IA,52101,,2018-02',
];
const header = 'email,name,role,organization,environment';
const joan = 'joan.lee@valley-care.example,Joan Lee,Provider Security Official,ccn:165326,production';
const raj = 'Raj.Patel@valley-care.example,Raj Patel,provider-security-official,ccn:165326,';

describe('providers import', () => {
  it('says how many facilities there are, names lines it skips, and changes nothing the second time', async () => {
    const file = write('list.csv', [...facilities, '1.65E+05,NH,DAMAGED,,X,IA,,,']);
    const first = await cli('providers', 'import', file);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe(
      `${file}:4 skipped: CCN "1.65E+05": was changed by a spreadsheet\n${file}: 2 facilities (merged), 1 lines skipped\n`,
    );
    expect((await cli('providers', 'import', file)).out).toContain(
      'no change, 2 facilities (merged) are there already',
    );
  });

  it('says of each file that can’t be used why, and takes the others', async () => {
    const good = write('good.csv', facilities);
    const bad = write('bad.csv', ['a,b', '1,2']);
    const { code, out } = await cli('providers', 'import', bad, join(folder, 'none.csv'), good);
    expect(code).toBe(1);
    expect(out).toContain(`${bad} has none of the known layouts`);
    expect(out).toContain('none.csv can’t be read (ENOENT). Nothing of it was used.');
    expect(out).toContain(`${good}: 2 facilities`);
  });

  it('asks for a file', async () => {
    const { code, err } = await cli('providers', 'import');
    expect(code).not.toBe(0);
    expect(err).toContain("missing required argument 'files'");
  });
});

describe('officials import', () => {
  it('shows what would change and changes nothing without --yes', async () => {
    const file = write('officials.csv', [header, joan, raj]);
    const shown = await cli('officials', 'import', file);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('+ joan.lee@valley-care.example Provider Security Official ccn:165326 production');
    expect(shown.out).toContain('+ raj.patel@valley-care.example Provider Security Official ccn:165326 production');
    expect(shown.out).toContain(
      '2 new, 0 unchanged, 0 to end (0 are not in the file; --replace ends them), 0 lines can’t be used',
    );
    expect(shown.out).toContain('Nothing was changed. Say --yes to apply this.');
    expect((await cli('officials', 'import', file, '--yes')).out).toContain('Applied.');
    const again = await cli('officials', 'import', file, '--yes');
    expect(again.out).toContain('0 new, 2 unchanged');
    expect(await standing()).toBe(2);
  });

  it('ends those who are not in the file only with --replace and --yes', async () => {
    await cli('officials', 'import', write('both.csv', [header, joan, raj]), '--yes');
    const one = write('one.csv', [header, joan]);
    expect((await cli('officials', 'import', one, '--yes')).out).toContain(
      '(1 are not in the file; --replace ends them)',
    );
    expect(await standing()).toBe(2);
    const asked = await cli('officials', 'import', one, '--replace');
    expect(asked.out).toContain('- raj.patel@valley-care.example Provider Security Official ccn:165326 production');
    expect(asked.out).toContain('Say --yes to apply this.');
    expect(await standing()).toBe(2);
    expect((await cli('officials', 'import', one, '--replace', '--yes')).out).toContain('Applied.');
    expect(await standing()).toBe(1);
  });

  it('names wrong lines with their numbers, and ends nobody while there are any', async () => {
    await cli('officials', 'import', write('both.csv', [header, joan, raj]), '--yes');
    const file = write('wrong.csv', [
      header,
      joan,
      'nobody,Nobody,Provider Security Official,ccn:165326,',
      'a@valley-care.example,A,Head Nurse,ccn:165326,',
      'b@valley-care.example,B,PBJ Viewer,ccn:165326,',
      'c@valley-care.example,C,Provider Security Official,165326,',
      'd@valley-care.example,D,Provider Security Official,ccn:995E26,',
      'e@valley-care.example,E,Provider Security Official,state:IA,',
      'f@valley-care.example,F,Provider Security Official,ccn:165178,staging',
      'g@valley-care.example,G,CMS Security Official,state:ZZ,',
    ]);
    const { code, out } = await cli('officials', 'import', file, '--replace', '--yes');
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.includes('can’t be used: '))).toEqual([
      `${file}:3 can’t be used: email is no address`,
      `${file}:4 can’t be used: role "Head Nurse" is not in the catalogue`,
      `${file}:5 can’t be used: PBJ Viewer is no security-official role`,
      `${file}:6 can’t be used: organization "165326" is not ccn:165326, state:IA, cms or contractor:mac/NAME`,
      `${file}:7 can’t be used: organization ccn:995E26 is no CCN`,
      `${file}:8 can’t be used: Provider Security Official does not belong to state:IA`,
      `${file}:9 can’t be used: environment "staging" is not production or training`,
      expect.stringContaining(`${file}:10 can’t be used: organization`),
    ]);
    expect(out).toContain('nobody is ended: mend the file first');
    expect(await standing()).toBe(2);
  });

  it.each([
    ['an empty file', []],
    ['a file with nothing but its first line', [header]],
    ['a list of something else', ['name;email', 'Joan;joan.lee@valley-care.example']],
    ['a list without the column of roles', ['email,name,organization', 'joan.lee@valley-care.example,Joan,ccn:165326']],
  ])('%s ends nobody, and says what is wrong with it', async (_what, lines) => {
    await cli('officials', 'import', write('both.csv', [header, joan, raj]), '--yes');
    const { code, out } = await cli('officials', 'import', write('none.csv', lines), '--replace', '--yes');
    expect(code).toBe(1);
    expect(out).toMatch(/has no column .*role.*Nothing of it was used|The file names nobody/);
    expect(await standing()).toBe(2);
  });

  it('the same file imported by two commands at once adds each official once', async () => {
    const file = write('both.csv', [header, joan, raj]);
    const both = [cli('officials', 'import', file, '--yes'), cli('officials', 'import', file, '--yes')];
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0]);
    expect(await standing()).toBe(2);
  });

  it('warns of an address that several people share', async () => {
    const file = write('shared.csv', [header, 'mds@valley-care.example,Desk,Provider Security Official,ccn:165326,']);
    expect((await cli('officials', 'import', file)).out).toContain(
      `${file}:2 warning: the address is on the shared list: it never decides`,
    );
  });

  it('says of a file that can’t be read why', async () => {
    const { code, out } = await cli('officials', 'import', join(folder, 'none.csv'));
    expect(code).toBe(1);
    expect(out).toContain('can’t be read');
  });
});

describe('route', () => {
  it('says who would be asked, and by which rule', async () => {
    await cli('officials', 'import', write('o.csv', [header, joan]), '--yes');
    const { code, out } = await cli('route', '--role', 'Assessment Submitter', '--organization', 'ccn:165326');
    expect(code).toBe(0);
    expect(out).toContain('Assessment Submitter at ccn:165326, production: asked here');
    expect(out).toContain('Rule: the security officials of the organization decide.');
    expect(out).toContain('- Joan Lee <joan.lee@valley-care.example>, not looked up in chat yet');
  });

  it('says that nobody is known, and who decides a first official', async () => {
    const nobody = await cli('route', '--role', 'pbj-viewer', '--organization', 'ccn:165178');
    expect(nobody.out).toContain('not known here');
    const first = await cli('route', '--role', 'Provider Security Official', '--organization', 'ccn:165178');
    expect(first.out).toContain('CMS approves the first one');
    const cms = await cli('route', '--role', 'CMS General User', '--organization', 'cms', '--environment', 'training');
    expect(cms.out).toContain('CMS decides this role');
  });

  it.each([
    [['--role', 'Boss', '--organization', 'cms'], '"Boss" is no role.'],
    [
      ['--role', 'pbj-viewer', '--organization', '165326'],
      '"165326" is not ccn:165326, state:IA, cms or contractor:mac/NAME.',
    ],
    [['--role', 'pbj-viewer', '--organization', 'cms', '--environment', 'x'], '"x" is not production or training.'],
  ])('refuses what it does not know: %j', async (args, text) => {
    expect(await cli('route', ...args)).toMatchObject({ code: 1, out: `${text}\n` });
  });

  it('says when nobody with the address has used the bot yet', async () => {
    const asked = ['--role', 'pbj-viewer', '--organization', 'ccn:165326', '--person', 'x@valley-care.example'];
    expect((await cli('route', ...asked)).out).toContain(
      'Nobody with the address x@valley-care.example has used the bot yet.',
    );
  });
});

describe('audit verify, notices and deliveries', () => {
  it('say so when there is nothing to say', async () => {
    expect(await cli('notices')).toMatchObject({ code: 0, out: 'Nothing to see.\n' });
    expect(await cli('deliveries')).toMatchObject({ code: 0, out: 'Everything was delivered or is on its way.\n' });
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0, out: '0 events, the chain holds.\n' });
  });

  it('find the event where the chain breaks', async () => {
    await cli('officials', 'import', write('o.csv', [header, joan, raj]), '--yes');
    const before = await cli('audit', 'verify');
    expect(before).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 events, the chain holds. Its head is [0-9a-f]{64}\n$/),
    });
    await inRecord((db) => db.updateTable('event').set({ data: '{}' }).where('seq', '=', 2).execute());
    expect(await cli('audit', 'verify')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^The chain breaks at event 2, of \d{4}-\S+Z, after 1 good ones\.\nIt was altered: /),
    });
  });

  it('show what was given up, and make it due again', async () => {
    await cli('officials', 'import', write('o.csv', [header, joan]), '--yes');
    const dead = { dead_at: 1000, last_error: 'channel_not_found' };
    await inRecord((db) => db.updateTable('outbox').set(dead).where('kind', '=', 'find-official').execute());
    const shown = await cli('deliveries');
    expect(shown.out).toMatch(/^\S+ find-official: channel_not_found, given up 1970-01-01T00:00:01.000Z\n$/);
    expect((await cli('deliveries', '--retry')).out).toContain(', due again');
    expect((await cli('deliveries')).out).toBe('Everything was delivered or is on its way.\n');
  });
});

describe('any command', () => {
  it('ends with 2 and the reason when the configuration is wrong', async () => {
    const { code, err } = await runCommand(['notices'], { SLACK_BOT_TOKEN: 'xoxb-1', DATA_DIR: folder }, folder);
    expect(code).toBe(2);
    expect(err).toContain('SLACK_SIGNING_SECRET is missing');
  });

  it('is explained by --help, and an unknown one is refused', async () => {
    const help = await cli('--help');
    for (const name of ['providers', 'officials', 'route', 'notices', 'deliveries', 'audit'])
      expect(help.out).toContain(`  ${name}`);
    expect((await cli('remove-everything')).code).not.toBe(0);
  });
});
