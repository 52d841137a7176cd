import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, officials, press, type Stage, stage } from '../slack/harness.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const ana = 'ana.ruiz@valley-care.example';
const otto = 'otto@elsewhere.example';
const hour = 60 * 60_000;
const day = 24 * hour;

describe('a mail server that comes back after days', () => {
  let mail: MailServer;
  let on: Stage;
  /** A Monday of August, 10:14 in Chicago. */
  const first = Date.parse('2031-08-01T15:14:00Z');
  const monday = first + ((8 - new Date(first).getUTCDay()) % 7) * day;
  const until = async (ms: number) => {
    on.forward(ms - on.now());
    await on.delivered();
  };
  const subjects = (address: string) => mail.to(address).map(({ subject }) => subject);
  const rejected = async (id: string) => {
    await press(on.as(id), 'reject');
    await on.as(id).fill('reason', 'not-needed');
    await on.as(id).submit();
    await on.delivered();
  };

  beforeAll(async () => {
    mail = await startMailServer();
    const outside = [otto, 'Otto O’Hara', 'Provider Security Official', 'ccn:165326'];
    on = await stage({ variables: mail.variables, officials: [...officials, outside] });
    await until(monday);
  });
  afterAll(async () => {
    expect(mail.refused).toEqual([]);
    await on.stop();
    await mail.stop();
  });

  it('sends what is so now: the last word on each request, and nothing that is over', async () => {
    await mail.down();
    await ask(on, 'U0ANA', 'assessment-submitter', '165178');
    await press(on.as('U0MARIA'), 'approve');
    await on.delivered();
    await press(on.as('U0MARIA'), 'done');
    await ask(on, 'U0ANA', 'pbj-viewer', '165178');
    await rejected('U0MARIA');
    await ask(on, 'U0ANA', 'pbj-viewer', '165326');
    await rejected('U0JOAN');
    await until(monday + 3 * day);
    await mail.up();
    await until(monday + 3 * day + 2 * hour);
    expect(subjects(ana).sort()).toEqual([
      'Your request for PBJ Viewer was not approved',
      'Your request for PBJ Viewer was not approved',
      'Your role is ready: Assessment Submitter',
    ]);
    expect(mail.letters.map(({ text }) => text).join()).not.toContain('It still has to be done in iQIES');
    // What was asked of him is decided: neither the card nor that it is over.
    expect(mail.to(otto)).toEqual([]);
  });

  it('reminds an official in her working hours, once that day, also when the server was away at the hour', async () => {
    mail.letters.length = 0;
    await until(monday + 7 * day);
    await ask(on, 'U0ANA', 'provider-administrator', '165326');
    expect(mail.to(otto)).toHaveLength(1);
    await mail.down();
    // The reminder is due on Wednesday at nine.
    await until(monday + 9 * day);
    await until(monday + 9 * day + 12 * hour);
    await mail.up();
    // In the night after it, and on Thursday morning.
    await until(monday + 9 * day + 16 * hour);
    expect(mail.to(otto)).toHaveLength(1);
    await until(monday + 10 * day);
    await until(monday + 10 * day + hour);
    expect(subjects(otto)).toEqual([expect.any(String), '1 request waits for your decision']);
  });
});
