import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamsStage } from '../teams/harness.ts';
import { ask, dialog, playStage, press, pressed, pressIn, saying, send, statuses } from '../teams/play.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const [joan, raj, ana] = ['joan.lee', 'raj.patel', 'ana.ruiz'].map((name) => `${name}@valley-care.example`);

it('when e-mail is switched on, officials who took the app away hear of what waits for them already', async () => {
  const mail = await startMailServer();
  const on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ']);
  await ask(on, 'U0ANA', '165326');
  await on.as('U0RAJ').uninstall();
  await on.delivered();
  for (const _ of ['switched on', 'and started again']) {
    await on.restartBot(mail.variables);
    await on.delivered();
    expect(mail.letters.map(({ subject }) => subject)).toEqual(['Ana Ruiz asks for Assessment Submitter']);
    expect(mail.to(raj ?? '')).toHaveLength(1);
  }
  await on.stop();
  await mail.stop();
});

describe('e-mail beside Teams', () => {
  let mail: MailServer;
  let on: TeamsStage;
  beforeAll(async () => {
    mail = await startMailServer();
    on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ'], {
      variables: { ...mail.variables, OFFICIAL_VERIFICATION: 'email' },
    });
  });
  afterAll(async () => {
    await on.stop();
    await mail.stop();
  });

  it('an official who took the app away is written to; the other one decides after her number', async () => {
    for (const who of ['U0JOAN', 'U0RAJ']) await on.as(who).say('hello');
    await on.delivered();
    await on.as('U0RAJ').uninstall();
    await ask(on, 'U0ANA', '165326');
    expect(mail.to(raj ?? '').map(({ subject }) => subject)).toEqual(['Ana Ruiz asks for Assessment Submitter']);
    expect(mail.to(joan ?? '')).toEqual([]);

    const official = on.as('U0JOAN');
    await pressed(on, 'U0JOAN', 'approve');
    expect(await statuses(on)).toEqual(['pending']);
    expect(saying(official, 'I have to know that it is you')).toHaveLength(1);
    await press(official, 'confirm-official');
    await on.delivered();
    expect(dialog(official)).toContain('j…@valley-care.example');
    const [number = ''] = mail.to(joan ?? '').flatMap(({ text }) => /^\d{4} \d{4}$/m.exec(text) ?? []);
    official.fill('number', '0000 0000');
    await send(official);
    expect(dialog(official)).toContain('That is not the number');
    official.fill('number', number);
    await send(official);
    await on.delivered();
    expect(await statuses(on)).toEqual(['approved']);
    const [told] = mail.to(ana ?? '');
    expect(told?.subject).toBe('Your request for Assessment Submitter was approved');
    expect(told?.text).toMatch(/Open it in Teams: https:\/\/teams\.microsoft\.com\/l\/chat\/0\/0\?users=28:[0-9a-f-]+/);
    expect(mail.to(raj ?? '').at(-1)?.subject).toBe('Nothing left to do: Ana Ruiz asks for Assessment Submitter');
    expect(mail.refused).toEqual([]);
    await expect(pressIn(official, 'new-number')).rejects.toThrow();
  });

  it('who is not confirmed is asked in the form that she sends, and by a button within a dialog: the same number does it', async () => {
    const official = on.as('U0JOAN');
    const { db } = on.bot.database;
    const standing = async () =>
      (await db.selectFrom('role_grant').select('standing').execute()).map((one) => one.standing);
    const asks = async () => {
      expect(dialog(official)).toContain('j…@valley-care.example');
      await on.delivered();
      return (
        mail
          .to(joan ?? '')
          .flatMap(({ text }) => /^\d{4} \d{4}$/m.exec(text) ?? [])
          .at(-1) ?? ''
      );
    };
    const forget = () => db.deleteFrom('confirmed_official').execute();
    while (official.screen().dialog !== null) official.close();
    await pressed(on, 'U0JOAN', 'done');
    expect(await statuses(on)).toEqual(['active']);

    await forget();
    await official.say('profile');
    await press(official, 'who-has-what');
    const { id } = await db
      .selectFrom('role_grant')
      .select('id')
      .where('role_id', '=', 'assessment-submitter')
      .executeTakeFirstOrThrow();
    await pressIn(official, 'role-lost', `g|${id}|0`);
    official.fill('number', '0000 0000');
    const first = await asks();
    await send(official);
    expect(dialog(official)).toContain('That is not the number');
    expect(await standing()).not.toContain('suspended');
    official.fill('number', first);
    await send(official);
    await on.delivered();
    expect(await standing()).toContain('suspended');
    while (official.screen().dialog !== null) official.close();

    await ask(on, 'U0ANA', '165178,165326');
    await forget();
    await press(official, 'reject');
    official.fill('reason', 'not-needed');
    await send(official);
    const second = await asks();
    expect(await statuses(on)).not.toContain('rejected');
    official.fill('number', second);
    await send(official);
    await on.delivered();
    expect(await statuses(on)).toContain('rejected');
    expect(on.connector.refusals()).toEqual([]);
  });
});
