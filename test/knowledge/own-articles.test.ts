import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAnswers } from '#knowledge/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqies-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const question = 'where do i park my unicycle';
const asks = Array.from({ length: 8 }, (_, n) => `  - way ${n} to park a unicycle`).join('\n');
const write = (name: string, text: string) =>
  writeFileSync(
    join(folder, name),
    `---\nid: unicycle\ntitle: Parking a unicycle\nsources: ["public House rules"]\nask:\n  - ${question}\n${asks}\n---\n${text}\n`,
  );

function open() {
  const warned: string[] = [];
  const answers = openAnswers(folder, { warn: (_about, sentence) => void warned.push(sentence) });
  onTestFinished(answers.close);
  return { answers, warned };
}

describe('the operator’s own articles', () => {
  it('are read before the first question when the bot is told to be ready, and not before', () => {
    writeFileSync(join(folder, 'broken.md'), 'broken');
    const { answers, warned } = open();
    expect(warned).toEqual([]);
    answers.ready();
    expect(warned).toEqual(['an article can’t be used']);
    answers.answer({ question });
    expect(warned).toHaveLength(1);
  });

  it('answer as they are written now, without a new start', async () => {
    write('unicycle.md', 'Behind the house.');
    const { answers } = open();
    expect(answers.answer({ question }).text).toContain('Behind the house.');
    write('unicycle.md', 'In the cellar.');
    await vi.waitFor(() => expect(answers.answer({ question }).text).toContain('In the cellar.'), 5_000);
  });

  it('are read again after a change before anyone asks', async () => {
    write('unicycle.md', 'Behind the house.');
    const { answers, warned } = open();
    answers.ready();
    writeFileSync(join(folder, 'broken-too.md'), 'broken');
    await vi.waitFor(() => expect(warned.length).toBeGreaterThanOrEqual(3), 5_000);
  });
});
