import { expect, it } from 'vitest';
import { times } from '#cli/commands/times.ts';
import { readConfig } from '#src/config.ts';

it('the operator reads how long things wait, on what basis, and where she changes it', async () => {
  const { times: own } = readConfig({ REHEARSAL: '1', EXPIRE_AFTER_DAYS: '21', WORKING_HOURS: '8-16' });
  const said: string[] = [];
  const facts: Record<string, unknown>[] = [];
  await times({ times: own }, (words, fact) => {
    said.push(words);
    facts.push({ ...fact });
  });
  expect(said).toContain(
    'Officials are reminded of what waits for their decision: after 2 and 4 business days (decided for this bot; no job aid names a time; REMIND_AFTER_BUSINESS_DAYS)',
  );
  expect(facts).toContainEqual({
    what: 'What nobody decides expires',
    value: 'after 21 days',
    basis: 'set by you',
    where: 'EXPIRE_AFTER_DAYS',
  });
  expect(said.join('\n')).toContain('8 to 16 o’clock (set by you; WORKING_HOURS)');
  expect(said.join('\n')).toContain('every 45 days (a public source');
  expect(facts.every(({ basis, where }) => basis !== '' && where !== '')).toBe(true);
});
