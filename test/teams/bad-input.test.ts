import { afterEach, beforeEach, expect, it } from 'vitest';
import { formGone } from '#copy/forms.ts';
import type { JsonObject, Member } from '#rehearsal/teams/contract.ts';
import type { TeamsStage } from './harness.ts';
import { ask, dialog, lastInvoke, playStage, press, pressed, saying, send, statuses, toReview } from './play.ts';

/** What somebody with a tampered client could send in Teams: refused in plain words, recorded, and nothing is changed. */
let on: TeamsStage;
let joan: Member;
let raj: Member;
beforeEach(async () => {
  on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ', 'U0MARIA', 'U0GUS']);
  [joan, raj] = [on.as('U0JOAN'), on.as('U0RAJ')];
  await ask(on, 'U0ANA', '165326');
});
afterEach(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
});

async function refused(): Promise<unknown[]> {
  const { db } = on.bot.database;
  const rows = await db.selectFrom('event').select('data').where('kind', '=', 'refused').orderBy('seq').execute();
  return rows.map(({ data }) => (JSON.parse(data) as JsonObject).refusal);
}

/** What an official's Approve sends. */
async function approval(): Promise<{ name: string; value: JsonObject }> {
  const item = await on.bot.database.db.selectFrom('request').select('id').executeTakeFirstOrThrow();
  return {
    name: 'adaptiveCard/action',
    value: {
      action: { type: 'Action.Execute', verb: 'approve', data: { value: `${item.id}|1` } },
      trigger: 'manual',
    },
  };
}

const answerOf = ({ body }: { body: unknown }): string => String((body as { value?: unknown } | null)?.value);

it.each([
  ['U0MARIA', 'somebody who is no official there', 'not-official-here', 'you are not a security official for it'],
  ['U0ANA', 'the requester herself', 'own-request', 'you asked for it yourself'],
  ['U0GUS', 'a guest', 'account-guest', 'Guests can ask me questions'],
])('%s, %s, presses Approve: a plain reason, on record, and it still waits', async (who, _is, refusal, says) => {
  const { name, value } = await approval();
  const answer = await on.as(who).invoke(name, value);
  expect(answer.status).toBe(200);
  expect(answerOf(answer)).toContain(says);
  expect(await refused()).toEqual([refusal]);
  expect(await statuses(on)).toEqual(['pending']);
});

it('Approve pressed twice, and the same press sent again, is one decision', async () => {
  await Promise.all([press(joan, 'approve'), joan.invoke('adaptiveCard/action', (await approval()).value)]);
  const pressedBefore = on.connector.deliveries().findLast(({ personId }) => personId === 'U0JOAN');
  if (pressedBefore === undefined) throw new Error('Joan pressed nothing');
  expect((await on.connector.redeliver(pressedBefore)).status).toBe(200);
  await on.delivered();
  expect(await statuses(on)).toEqual(['approved']);
  expect(saying(on.as('U0ANA'), 'Joan Lee approved Assessment Submitter')).toHaveLength(1);
});

it('a card pressed after the decision says who was first', async () => {
  const late = await approval();
  await pressed(on, 'U0JOAN', 'approve');
  const answer = await raj.invoke(late.name, late.value);
  expect(answerOf(answer)).toContain('This was approved already');
  expect(answerOf(answer)).toContain('Joan Lee');
  expect(await statuses(on)).toEqual(['approved']);
});

it('altered ids, an unknown button, form or invoke change nothing', async () => {
  const execute = (verb: string, value: string) =>
    joan.invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb, data: { value } },
      trigger: 'manual',
    });
  for (const value of ['', 'nothing', 'AAAAAAAAAAAA|1', `${'x'.repeat(1_900)}|1`])
    expect(answerOf(await execute('approve', value))).toContain('I don’t have this request.');
  for (const verb of ['toString', 'constructor', 'no-such-button'])
    expect(answerOf(await execute(verb, ''))).toBe(formGone);
  for (const form of ['toString', 'no-such-form'])
    expect((await joan.invoke('task/submit', { data: { action: 'submit', form, memo: {} } })).status).toBe(200);
  expect((await joan.invoke('no/such', {})).status).toBeLessThan(502);
  expect(await statuses(on)).toEqual(['pending']);
});

it('a reason that is missing, too long or about somebody else’s request is refused at its field', async () => {
  await press(joan, 'reject');
  joan.fill('reason', 'other');
  await send(joan);
  expect(dialog(joan)).toContain('Say in a few words why.');
  const { name, value } = lastInvoke(on.connector, 'U0JOAN');
  const data = value.data as JsonObject;
  const long = await joan.invoke(name, { ...value, data: { ...data, words: 'x'.repeat(501) } });
  expect(JSON.stringify(long.body)).toContain('At most 500 characters, please.');
  const huge = await joan.invoke(name, { ...value, data: { ...data, words: 'x'.repeat(100_000) } });
  expect(JSON.stringify(huge.body)).toContain('At most 500 characters, please.');
  const stolen = await on.as('U0MARIA').invoke(name, { ...value, data: { ...data, words: 'No.' } });
  expect(JSON.stringify(stolen.body)).toContain('you are not a security official for it');
  const altered = await joan.invoke(name, {
    ...value,
    data: { ...data, words: 'No.', memo: { items: 'AAAAAAAAAAAA|1' } },
  });
  expect(JSON.stringify(altered.body)).toContain('I don’t have this request.');
  expect(await statuses(on)).toEqual(['pending']);
});

it('Approve while the record can’t be written: said so, and the next press decides once', async () => {
  const letGo = await on.database.hold();
  await press(joan, 'approve');
  await letGo();
  expect(joan.screen().notice).toContain('We could not save this just now. Nothing was changed');
  expect(await statuses(on)).toEqual(['pending']);
  await press(joan, 'approve');
  expect(await statuses(on)).toEqual(['approved']);
});

it('a Social Security number in a reason is refused and not sent back', async () => {
  await press(joan, 'reject');
  joan.fill('reason', 'other');
  joan.fill('words', 'Her number is 219-09-9999.');
  await send(joan);
  expect(dialog(joan)).toContain('must not be kept here');
  expect(JSON.stringify(joan.screen().dialog)).not.toContain('219-09');
  expect(joan.screen().dialog?.values.reason).toBe('other');
  expect(await statuses(on)).toEqual(['pending']);
});

it('a form of another person’s draft sends nothing and shows nothing of it', async () => {
  const ana = on.as('U0ANA');
  await toReview(ana, '165178');
  ana.fill('harp', 'true');
  const { name, value } = lastInvoke(on.connector, 'U0ANA');
  const stolen = await on.as('U0MARIA').invoke(name, value);
  expect(JSON.stringify(stolen.body)).toContain('This form is no longer there.');
  expect(JSON.stringify(stolen.body)).not.toContain('AASE');
  expect(await statuses(on)).toEqual(['pending']);
});
