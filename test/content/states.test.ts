import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { states } from '#content/states.ts';
import { sharedFile } from '#test/shared.ts';

const file = sharedFile('domain/states.json');

describe('States and territories', () => {
  it.skipIf(file === null)('are those of the CMS manual, with all codes of their CCNs', () => {
    expect(states).toEqual(JSON.parse(readFileSync(file ?? '', 'utf8')));
  });

  it('are 56, each with a postal code of its own', () => {
    expect(states).toHaveLength(56);
    expect(new Set(states.map(({ code }) => code)).size).toBe(56);
  });

  it('never share the first two characters of a CCN', () => {
    const codes = states.flatMap(({ ccnCodes }) => ccnCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[0-9A-E][0-9]$/);
  });
});
