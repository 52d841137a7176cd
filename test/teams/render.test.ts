import { describe, expect, it } from 'vitest';
import { chosenValues } from '#channels/teams/choice-values.ts';
import { renderCard } from '#channels/teams/render.ts';
import { renderDialog } from '#channels/teams/render-dialog.ts';
import { typedAgain, typedOf } from '#channels/teams/typed.ts';
import type { Block, Button, Form, Input } from '#views/elements.ts';

const shown = { opens: (action: string) => action === 'reject', timeZone: null };
const button: Button = { action: 'approve', label: 'Approve', value: 'r|1', look: 'primary' };
const card = (...blocks: Block[]) => renderCard({ fallback: 'A card', blocks }, shown).body;
const form = (blocks: Block[], submit: string | null = 'Send'): Form => ({
  name: 'a-form',
  title: 'A form',
  submit,
  close: 'Close',
  blocks,
  memo: { draft: 'd' },
});
const reason: Input = {
  kind: 'input',
  type: 'words',
  id: 'words',
  label: 'Why',
  multiline: true,
  most: 500,
  starts: '',
};
const places: Input = {
  kind: 'input',
  type: 'search',
  id: 'places',
  label: 'Facilities',
  placeholder: 'Type a name',
  most: 100,
  chosen: [{ value: '165326', label: 'BLOOMFIELD (165326)' }],
};
const drawn = (blocks: Block[], more: object = {}) =>
  JSON.stringify(renderDialog(form(blocks), { timeZone: null, ...more }).card.body);

describe('a card in a conversation', () => {
  it('has a button that acts at once', () => {
    expect(card({ kind: 'buttons', buttons: [button] })).toEqual([
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.Execute', verb: 'approve', data: { value: 'r|1' }, title: 'Approve', style: 'positive' },
        ],
      },
    ]);
  });

  it('tells Teams that a button opens a dialog', () => {
    expect(card({ kind: 'buttons', buttons: [{ ...button, action: 'reject', look: 'danger' }] })[0]).toMatchObject({
      actions: [
        {
          type: 'Action.Submit',
          style: 'destructive',
          data: { msteams: { type: 'task/fetch' }, action: 'reject', value: 'r|1' },
        },
      ],
    });
  });

  it('asks before a button counts that wants to be confirmed', () => {
    const confirm = { title: 'Withdraw?', text: 'Officials are told.', yes: 'Withdraw', no: 'Keep' };
    const [set] = card({ kind: 'buttons', buttons: [{ ...button, confirm }] });
    expect(set).toMatchObject({ actions: [{ type: 'Action.ShowCard', title: 'Approve' }] });
    expect(JSON.stringify(set)).toContain(
      '"type":"Action.Execute","verb":"approve","data":{"value":"r|1"},"title":"Withdraw"',
    );
  });

  it('has no more than six buttons in a row, and none is lost', () => {
    const buttons = Array.from({ length: 20 }, (_, n) => ({ action: `a${n}`, label: 'Go' }));
    const sets = card({ kind: 'buttons', buttons }) as { type: string; actions?: unknown[] }[];
    expect(sets.map(({ actions }) => actions?.length)).toEqual([6, 6, 6, 2]);
  });

  it('draws a line between what is divided, and none at the edges', () => {
    const text: Block = { kind: 'text', text: ['a'] };
    const divider: Block = { kind: 'divider' };
    const lines = (...blocks: Block[]) => card(...blocks).map(({ separator }) => separator === true);
    expect(lines(divider, text, divider, divider, text, divider)).toEqual([false, true]);
    expect(lines(text, divider, { kind: 'buttons', buttons: [] }, text)).toEqual([false, true]);
  });

  it('stays small enough even where it is all buttons', () => {
    const buttons = Array.from({ length: 400 }, () => ({ ...button, value: 'x'.repeat(1_000) }));
    const json = JSON.stringify(renderCard({ fallback: 'x', blocks: [{ kind: 'buttons', buttons }] }, shown));
    expect(json.length).toBeLessThan(80_000);
    expect(json.length).toBeGreaterThan(60_000);
  });

  it('shows what people wrote letter by letter', () => {
    const words = '*b* _i_ [x](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} <at>Joan</at>';
    const body = card({ kind: 'heading', text: words }, { kind: 'text', text: [words] });
    expect(body[0]?.text).toBe(
      '\\*b\\* \\_i\\_ \\[x\\](https://evil.example) {\u2060{DATE(2026-01-01T00:00:00Z)}} \\<at\\>Joan\\</at\\>',
    );
    expect(JSON.stringify(body[1])).not.toContain('{{DATE');
    expect(body[1]?.type).toBe('RichTextBlock');
  });

  it('says when something was in the reader’s own time, and in UTC where that is not known', () => {
    const at = Date.UTC(2026, 10, 21, 16, 5);
    const blocks: Block[] = [{ kind: 'note', text: ['Sent ', { at }, '.'] }];
    const inZone = (timeZone: string | null) =>
      JSON.stringify(renderCard({ fallback: '', blocks }, { ...shown, timeZone }));
    expect(inZone('America/Chicago')).toContain('Nov 21, 2026 at 10:05 AM');
    expect(inZone(null)).toContain('2026-11-21 16:05 UTC');
    expect(inZone('Mars/Olympus')).toContain('2026-11-21 16:05 UTC');
  });

  it('cuts texts before it grows too large, never a letter in two', () => {
    const blocks = Array.from({ length: 60 }, (): Block => ({ kind: 'text', text: ['😀'.repeat(2_000)] }));
    const json = JSON.stringify(renderCard({ fallback: 'x', blocks }, shown));
    expect(Buffer.byteLength(json)).toBeLessThan(80_000);
    expect(json.isWellFormed()).toBe(true);
    expect(json).not.toMatch(/\\ud[89ab]/);
  });
});

describe('a form as a dialog', () => {
  it('says with each button which form it is, and what it asks', () => {
    const json = drawn([reason, { kind: 'buttons', buttons: [{ action: 'back', label: 'Back' }] }]);
    for (const action of ['back', 'submit', 'close'])
      expect(json).toContain(`"data":{"action":"${action}","form":"a-form","memo":{"draft":"d"},"inputs":["words"]}`);
  });

  it('lets the client ask for what is missing only where no other button needs a half-filled form', () => {
    expect(drawn([reason])).toContain('"isRequired":true,"errorMessage":"Fill this in."');
    expect(drawn([{ ...reason, optional: true }])).not.toContain('isRequired');
    expect(drawn([reason, { kind: 'buttons', buttons: [button] }])).not.toContain('isRequired');
    expect(drawn([reason, places])).not.toContain('isRequired');
  });

  it('comes back as it was filled in, with what is wrong at its field', () => {
    const json = drawn([reason], { typed: { words: 'as I wrote' }, wrong: { field: 'words', text: 'Too short.' } });
    expect(json).toContain('"value":"as I wrote"');
    expect(json).toMatch(/Input\.Text.*Too short\./);
  });

  it('says on top what is wrong with no field', () => {
    expect(drawn([reason], { wrong: { field: null, text: 'Nobody to ask.' } })).toMatch(/^.{0,200}Nobody to ask\./);
  });

  it('searches while one types, and with a button where the client can’t', () => {
    const json = drawn([places]);
    expect(json).toContain('"choices.data":{"type":"Data.Query","dataset":"places"}');
    expect(json).toContain('"value":"165326"');
    expect(json).toContain('"id":"places-search"');
    expect(json).toContain('"action":"search:places"');
  });

  it('lists what the Search button found to tick, with what was chosen before', () => {
    const found = { places: [{ value: '165178', label: 'AASE HAUGEN (165178)' }] };
    const json = drawn([places], { found, typed: { places: '165326', 'places-search': 'aase' } });
    expect(json).toContain('"style":"expanded"');
    expect(json).toContain(
      '{"title":"BLOOMFIELD (165326)","value":"165326"},{"title":"AASE HAUGEN (165178)","value":"165178"}',
    );
    expect(json).toContain('"value":"aase"');
    expect(drawn([places], { found: { places: [] } })).toContain('Nothing was found.');
  });

  it('brings back several choices whole, commas and all', () => {
    const options = [
      { value: 'Nurse, 100% (RN); other', label: 'Nurse' },
      { value: 'b', label: 'B' },
    ];
    const picks: Input = { kind: 'input', type: 'picks', id: 'p', label: 'P', options, chosen: options, most: 2 };
    const { card: rendered } = renderDialog(form([picks]), { timeZone: null });
    const value = rendered.body[0]?.value;
    expect(chosenValues(value)).toEqual(options.map((option) => option.value));
    expect(
      typedOf({ p: value, inputs: ['p'] })
        .chosen('p')
        ?.map((one) => one.value),
    ).toEqual(options.map((one) => one.value));
  });

  it('tells an emptied field from one that it doesn’t ask', () => {
    const typed = typedOf({ inputs: ['words', 'tick'], tick: 'yes', action: 'submit' });
    expect([typed.words('words'), typed.words('other'), typed.words('toString')]).toEqual(['', null, null]);
    expect([typed.ticked('tick', 'yes'), typed.ticked('tick', 'no'), typed.ticked('other', 'yes')]).toEqual([
      true,
      false,
      null,
    ]);
    expect(typedAgain({ inputs: ['tick'], tick: 'yes', action: 'submit', memo: {}, number: 7 })).toEqual({
      tick: 'yes',
    });
  });
});
