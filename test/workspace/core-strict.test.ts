import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, setStage } from './core-bot.ts';
import { nameForm } from './core-views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const tooLong = nameForm('Who?', { title: plain('x'.repeat(25)) });
const ana = () => stage.workspace.as('U0ANA');

async function trigger(): Promise<string> {
  stage.answer = async () => '';
  await ana().command('');
  return String(stage.last().trigger_id);
}

test('a view over a limit is refused, named in the refusals, and does not use the trigger up', async () => {
  const trigger_id = await trigger();
  await expect(stage.web.views.open({ trigger_id, view: tooLong })).rejects.toThrow('invalid_arguments');
  const [refusal] = stage.workspace.refusals();
  expect(refusal).toMatchObject({ method: 'views.open', error: 'invalid_arguments' });
  expect(refusal?.detail).toContain('/view');
  expect(refusal?.limit).toBeTypeOf('string');
  await stage.web.views.open({ trigger_id, view: nameForm() });
});

test('a limit that is switched off is not enforced', async () => {
  await expect(stage.web.views.open({ trigger_id: await trigger(), view: tooLong })).rejects.toThrow();
  const limit = stage.workspace.refusals()[0]?.limit ?? '';
  await stage.stop();
  stage = await setStage({ disabledLimits: [limit] });
  await stage.web.views.open({ trigger_id: await trigger(), view: tooLong });
  expect(stage.workspace.refusals()).toEqual([]);
});

test('a submit answered with a view over a limit leaves the form as it was', async () => {
  await stage.web.views.open({ trigger_id: await trigger(), view: nameForm() });
  await ana().fill('name', 'Ana');
  stage.answer = async () => ({ response_action: 'update', view: JSON.parse(JSON.stringify(tooLong)) });
  await ana().submit();
  expect(ana().screen().modals).toMatchObject([{ version: 1, state: 'failed' }]);
  expect(stage.workspace.refusals()).toMatchObject([{ method: 'view_submission' }]);
});

test('options over a limit are not shown', async () => {
  await stage.web.views.open({ trigger_id: await trigger(), view: nameForm() });
  stage.answer = async () => ({ options: [{ text: plain('x'.repeat(76)), value: 'long' }] });
  expect((await ana().search('facility', 'long')).options).toEqual([]);
  expect(stage.workspace.refusals()).toMatchObject([{ method: 'block_suggestion' }]);
});

test('blocks.validate tells what chat.postMessage would refuse', async () => {
  const blocks = [{ type: 'header' as const, text: plain('x'.repeat(151)) }];
  await expect(stage.web.blocks.validate({ blocks })).rejects.toThrow('invalid_blocks');
  await expect(stage.web.chat.postMessage({ channel: 'U0ANA', text: 'x', blocks })).rejects.toThrow('invalid_blocks');
  await stage.web.blocks.validate({ blocks: [{ type: 'header', text: plain('short') }] });
});
