import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roles } from '#content/catalogue.ts';
import { type Fact, facts } from '#content/facts.ts';
import type { Source } from '#domain/source.ts';
import { sharedFile } from '#test/shared.ts';

const aids: Record<string, string> = {
  '000': '000_ad4939bf4cc472c2.txt',
  '001': '001_05bd4e73f7fadbad.txt',
  '002': '002_34f5254a03a795bf.txt',
  '003': '003_521e6b5a8bdfc398.txt',
  '004': '004_3b0b0b31b85ed390.txt',
};

/** The text of a cited line with its neighbours; null where the document is not here. */
function lineOf({ document, line }: Source): string | null {
  const path = sharedFile(`job-aids/${aids[document]}`);
  if (path === null) return null;
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(line - 1, line)
    .join(' ');
}

const here = sharedFile(`job-aids/${aids['001']}`) !== null;

describe('facts', () => {
  it.skipIf(!here).each(Object.entries<Fact>(facts))('stand in the line that they name: %s', (_name, fact) => {
    const line = lineOf(fact.source) ?? '';
    for (const part of fact.value.replace(/\/$/, '').split(/, option /))
      expect(line.replaceAll('‑', '-').toLowerCase()).toContain(part.toLowerCase());
  });

  it('say why where they are not simply current, and where documents disagree', () => {
    for (const fact of Object.values<Fact>(facts)) if (fact.status !== 'current') expect(fact.why).toBeTruthy();
    expect(facts.serviceCenterPhone.why).toContain('800-339-9313');
  });
});

describe('rules of roles', () => {
  const stated = roles.flatMap((role) =>
    [role.fields, role.decidedBy, ...(role.cannot ? [role.cannot] : [])].flatMap((rule) =>
      rule.source && rule.basis === 'stated' ? [[role.label, rule.source] as const] : [],
    ),
  );

  it.skipIf(!here).each(stated)('name lines that exist: %s', (_label, source) => {
    expect(lineOf(source)?.trim()).toBeTruthy();
  });
});
