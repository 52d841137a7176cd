import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runNode } from './process.ts';

/** What the operator does about notices and people, as commands of their own. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iqies-operator-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const live = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  EMAIL_DOMAINS: 'valley-care.example',
};
const cli = (...args: string[]) => runNode(['src/cli.ts', ...args], { ...live, DATA_DIR: folder }, folder);
const write = (sql: string) => {
  const record = new Sqlite(join(folder, 'live', 'record.sqlite'));
  record.exec(sql);
  record.close();
};
const account = (email: string | null) => `
  insert into person (id, created_at) values ('p1', 1);
  insert into account (platform, scope, user_id, enterprise_id, person_id, name, email, email_confirmed, guest,
    foreign_account, switched_off, checked_at)
    values ('slack', 'T1', 'U1', '', 'p1', 'Noel Finch', ${email === null ? 'null' : `'${email}'`}, 0, 0, 0, 0, 1);`;

describe('notices', () => {
  it('shows open ones first with their key and what people wrote, and marks one as handled', async () => {
    await cli('notices');
    write(`${account(null)}
      insert into private_text (id, person_id, salt, value) values ('t1', 'p1', 's', 'Lena Novak, lena@x.example');
      insert into operator_notice (key, at, about, person_id, detail, text_id)
        values ('older', 1000, 'official-named', 'p1', 'ccn:165399', 't1'), ('newer', 2000, 'delivery-dead', null, 'card: x', null);`);
    const { out } = await cli('notices');
    expect(out).toMatch(/^1970-01-01T00:00:02.000Z A message could not be delivered[^\n]*\n {2}key: newer\n/);
    expect(out).toContain('(Noel Finch, ccn:165399) “Lena Novak, lena@x.example”\n  key: older');
    expect(await cli('notices', '--done', 'newer')).toMatchObject({ code: 0, out: 'Marked as handled.\n' });
    expect(await cli('notices', '--done', 'newer')).toMatchObject({
      code: 0,
      out: 'This was marked as handled before.\n',
    });
    const after = (await cli('notices')).out;
    expect(after).toMatch(/^1970-01-01T00:00:01.000Z Somebody named a security official/);
    expect(after).toContain('1970-01-01T00:00:02.000Z handled: A message could not be delivered');
    expect((await cli('audit', 'verify')).out).toContain('1 events, the chain holds.');
  });

  it('says when no notice has the key', async () => {
    expect(await cli('notices', '--done', 'x')).toMatchObject({ code: 1, out: 'There is no notice with this key.\n' });
  });
});

describe('officials import', () => {
  it('warns of an address whose domain is not listed, and takes the line', async () => {
    const file = join(folder, 'o.csv');
    writeFileSync(
      file,
      'email,name,role,organization,environment\na@elsewhere.example,A,Provider Security Official,ccn:165326,\nb@valley-care.example,B,Provider Security Official,ccn:165326,\n',
    );
    const { code, out } = await cli('officials', 'import', file);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.includes('warning'))).toEqual([
      `${file}:2 warning: the domain of the address is not on EMAIL_DOMAINS: it will never decide here until the domain is listed`,
    ]);
    expect(out).toContain('2 new, 0 unchanged');
  });
});

describe('people email', () => {
  it('enters an address for an account that has none', async () => {
    await cli('notices');
    write(account(null));
    const { code, out } = await cli('people', 'email', 'slack:T1/U1', 'Noel@valley-care.example');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('It counts for asking only') });
    const record = new Sqlite(join(folder, 'live', 'record.sqlite'));
    expect(record.prepare('select email, entered_email from account').get()).toEqual({
      email: null,
      entered_email: 'noel@valley-care.example',
    });
    record.close();
  });

  it('refuses what it does not know, and an account with an address of its own', async () => {
    await cli('notices');
    write(account('noel@valley-care.example'));
    const refused = async (...args: string[]) => {
      const { code, out } = await cli('people', 'email', ...args);
      expect(code).toBe(1);
      return out;
    };
    expect(await refused('slack:T1/U1', 'b@valley-care.example')).toContain('has an address of its own');
    expect(await refused('slack:T1/U2', 'b@valley-care.example')).toContain('has not used the bot yet');
    expect(await refused('slack:T1/U1', 'nonsense')).toContain('no e-mail address');
    expect(await refused('U1', 'b@valley-care.example')).toContain('Write it like slack:T0123456789/U0123456789');
  });
});
