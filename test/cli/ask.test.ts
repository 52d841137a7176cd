import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runNode } from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqies-ask-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ask = (...words: string[]) => runNode(['src/ask.ts', ...words], {}, folder);

describe('a question in the terminal', () => {
  it('is answered; what nobody knows is said, and that it was noted is not, because it was not', async () => {
    expect((await ask('who approves my role?')).out).toMatch(/^The Provider Security Official/);
    const { out } = await ask('what is the meaning of zorblax');
    expect(out).toMatch(/^The iQIES job aids don’t say\./);
    expect(out).not.toContain('noted');
  });

  it('--help says how to ask one, and many', async () => {
    const { code, out } = await ask('--help');
    expect(code).toBe(0);
    expect(out).toContain('npm run -s ask -- "');
    expect(out).toContain('{"id": 1, "question": ');
  });
});
