import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '#rehearsal/teams/contract.ts';
import {
  card,
  dialogWith,
  extension,
  found,
  foundCard,
  messageWith,
  submit,
  words,
} from '#rehearsal/teams/limits/samples.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
  await stage.post('ANA', START);
});
afterEach(() => stage.stop());

const START = messageWith(
  card([words('Start')], {
    actions: [submit({ title: 'Ask', data: { msteams: { type: 'task/fetch' }, action: 'ask', value: '7' } })],
  }),
);
const FORM: JsonObject[] = [
  { type: 'Input.Text', id: 'name', label: 'Name', isRequired: true, errorMessage: 'Give a name.', regex: '^[A-Z]' },
  { type: 'Input.ChoiceSet', id: 'roles', isMultiSelect: true, value: 'b', choices: [choice('a'), choice('b')] },
  { type: 'Input.Toggle', id: 'sure', title: 'I am sure' },
  { type: 'Input.Number', id: 'beds', min: 1 },
  {
    type: 'Input.ChoiceSet',
    id: 'place',
    style: 'filtered',
    'choices.data': { type: 'Data.Query', dataset: 'places' },
  },
];
const SUBMIT = submit({ data: { action: 'submit', form: 'ask', name: 'from the data' } });
const ana = () => stage.connector.member('ANA');

function choice(value: string) {
  return { title: value.toUpperCase(), value };
}

async function open(body = FORM): Promise<void> {
  stage.answer = () => dialogWith(card(body, { actions: [SUBMIT] }));
  await ana().press({ surface: 'message', title: 'Ask' });
  stage.answer = () => '';
}

test('a button that fetches a dialog sends its data, and the dialog opens with what its card holds', async () => {
  await open();
  expect(stage.last()).toMatchObject({
    name: 'task/fetch',
    value: { data: { msteams: { type: 'task/fetch' }, action: 'ask', value: '7' }, context: { theme: 'default' } },
  });
  expect(ana().screen().dialog).toMatchObject({ title: 'Dialog', version: 1, values: { roles: 'b', sure: 'false' } });
});

test('a submit sends the data with the inputs laid over it, and closes the dialog', async () => {
  await open();
  ana().fill('name', 'Ana');
  ana().fill('roles', ['a', 'b']);
  ana().fill('roles', 'a,b');
  ana().fill('sure', 'true');
  await ana().press({ surface: 'dialog', data: { action: 'submit' } });
  const data = { action: 'submit', form: 'ask', name: 'Ana', roles: 'a,b', sure: 'true' };
  expect(stage.last()).toMatchObject({ name: 'task/submit', value: { data } });
  expect((stage.last().value as { data: unknown }).data).toEqual(data);
  expect(ana().screen().dialog).toBeNull();
});

test('the client keeps back what is required and missing, or not of the form', async () => {
  await open();
  const before = stage.heard.length;
  expect((await ana().press({ surface: 'dialog', title: 'Send' })).body).toBe('invalid');
  expect(ana().screen().dialog?.errors).toEqual({ name: 'Give a name.' });
  ana().fill('name', 'ana');
  ana().fill('beds', '0');
  await ana().press({ surface: 'dialog', title: 'Send' });
  expect(Object.keys(ana().screen().dialog?.errors ?? {})).toEqual(['name', 'beds']);
  expect(stage.heard.length).toBe(before);
});

test('a button that asks for no inputs is not kept back', async () => {
  stage.answer = () => dialogWith(card(FORM, { actions: [submit({ title: 'Back', associatedInputs: 'none' })] }));
  await ana().press({ surface: 'message', title: 'Ask' });
  await ana().press({ surface: 'dialog', title: 'Back' });
  expect(stage.last()).toMatchObject({ name: 'task/submit', value: { data: {} } });
});

test('only what is there can be filled in and chosen', async () => {
  await open();
  expect(() => ana().fill('nothing', 'x')).toThrow('there are: name, roles');
  expect(() => ana().fill('roles', 'c')).toThrow('offers no c');
  expect(() => ana().fill('beds', 'many')).toThrow('number');
  expect(() => ana().fill('name', 'two\nlines')).toThrow('one line');
  expect(() => ana().fill('sure', 'maybe')).toThrow('on or off');
  ana().close();
  expect(() => ana().fill('name', 'x')).toThrow('no dialog');
});

test('what type-ahead found can be chosen, until another card is shown', async () => {
  await open();
  expect(() => ana().fill('place', '165326')).toThrow('offers no 165326');
  stage.answer = () => found([{ title: 'Bloomfield', value: '165326' }]);
  expect(await ana().search('place', 'bloom')).toEqual([{ title: 'Bloomfield', value: '165326' }]);
  expect(stage.last()).toMatchObject({
    name: 'application/search',
    value: { queryText: 'bloom', queryOptions: { skip: 0, top: 15 }, dataset: 'places' },
  });
  ana().fill('place', '165326');
  ana().fill('name', 'Ana');
  stage.answer = () => dialogWith(card(FORM, { actions: [SUBMIT] }));
  await ana().press({ surface: 'dialog', title: 'Send' });
  expect(ana().screen().dialog).toMatchObject({ version: 2, values: { roles: 'b' } });
  expect(() => ana().fill('place', '165326')).toThrow('offers no 165326');
  await expect(ana().search('name', 'x')).rejects.toThrow('no choices.data');
});

test('a submit may be answered with words, and a bad answer leaves the form as it was', async () => {
  await open();
  ana().fill('name', 'Ana');
  stage.answer = () => ({ task: { type: 'continue', value: { title: 'No card' } } });
  await ana().press({ surface: 'dialog', title: 'Send' });
  expect(ana().screen().dialog).toMatchObject({ state: 'failed', version: 1, values: { name: 'Ana' } });
  expect(stage.connector.refusals()).toMatchObject([{ by: 'task/submit', limit: 'dialog-shows-card' }]);
  stage.answer = () => ({ task: { type: 'message', value: 'Saved' } });
  await ana().press({ surface: 'dialog', title: 'Send' });
  expect(ana().screen().dialog).toMatchObject({ card: null, text: 'Saved' });
});

test('two quick presses of one submit send it once', async () => {
  await open();
  ana().fill('name', 'Ana');
  const before = stage.heard.length;
  const press = () => ana().press({ surface: 'dialog', title: 'Send' });
  const [, second] = await Promise.all([press(), press()]);
  expect(second?.body).toBe('sending');
  expect(stage.heard.length).toBe(before + 1);
});

test('a dialog that is not answered does not open', async () => {
  stage.answer = () => ({ status: 500 });
  await ana().press({ surface: 'message', title: 'Ask' });
  expect(ana().screen()).toMatchObject({ dialog: null, notice: 'Something went wrong. Please try again.' });
});

test('a search from the message box shows what was found', async () => {
  stage.answer = () => extension({ attachments: [foundCard()] });
  expect(await ana().query('searchAnswers', 'harp')).toMatchObject([{ content: { type: 'AdaptiveCard' } }]);
  expect(stage.last()).toMatchObject({
    name: 'composeExtension/query',
    value: { commandId: 'searchAnswers', parameters: [{ name: 'query', value: 'harp' }] },
  });
  stage.answer = () => ({ composeExtension: { type: 'message', text: 'Nothing was found' } });
  expect(await ana().query('searchAnswers', 'zzz')).toEqual([]);
  expect(stage.connector.refusals()).toEqual([]);
});
