import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesOf, loadArticles, readArticle } from '#knowledge/load.ts';
import { openKnowledge } from '#knowledge/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqies-articles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asks = Array.from({ length: 8 }, (_, n) => `  - way ${n} to ask it`).join('\n');
const article = (front: string, text = 'It is so.') => `---\n${front}\nask:\n${asks}\n---\n${text}\n`;
const good = 'id: one\ntitle: One thing\nsources: ["004:109 Account Information"]';

describe('the help articles', () => {
  const { knowledge, problems } = openKnowledge(null);
  const all = [...knowledge.articles.values()];

  it('have no fault', () => {
    expect(problems).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });

  it('say the direct answer in the first 250 characters, and stay short', () => {
    const lengths = all.map(({ text }) => text.length).toSorted((a, b) => a - b);
    for (const { id, text } of all)
      expect({ id, length: (text.split(/\n\s*\n/)[0] ?? '').length <= 250 }).toEqual({ id, length: true });
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(700);
  });

  it('never ask for a secret, and carry each phone number from its record', () => {
    for (const { id, text } of all)
      expect({ id, asks: /(?:tell|send|give) me your (?:password|code|ssn)/i.test(text) }).toEqual({ id, asks: false });
  });
});

describe('an article is refused', () => {
  it.each([
    ['without front matter', 'just text', 'no front matter'],
    ['with YAML that is none', article('id: [one'), 'front matter'],
    ['without a source', article('id: one\ntitle: One thing'), 'has no source'],
    ['with a fact that there is not', article(good, 'Call {{noSuchFact}}.'), 'names no fact: noSuchFact'],
    ['with a dead action', article(`${good}\nactions: ["request:no-such-role"]`), 'actions lead nowhere'],
    ['with a direct answer that is too long', article(good, 'x'.repeat(251)), 'direct answer has 251 characters'],
    [
      'with fewer than eight ways to ask',
      '---\nid: one\ntitle: One thing\nask: [abc]\nsources: ["004:1 Some part"]\n---\nText',
      'ask',
    ],
    ['with an unknown field', article(`${good}\ncolour: red`), 'colour'],
  ])('%s', (_what, markdown, says) => {
    const read = readArticle(markdown);
    expect('problem' in read ? read.problem : '').toContain(says);
  });

  it('with an id or a phrasing of another, or a link to none; the others are used', () => {
    const own = join(folder, 'own');
    mkdirSync(own);
    writeFileSync(join(own, 'a.md'), article(good));
    writeFileSync(join(own, 'b.md'), article(good));
    writeFileSync(join(own, 'c.md'), article(good.replace('id: one', 'id: three')));
    writeFileSync(
      join(own, 'd.md'),
      `${article(`${good.replace('id: one', 'id: four')}\nrelated: [none-such]`).replaceAll('way', 'manner')}`,
    );
    writeFileSync(join(own, 'e.md'), 'broken');
    const { articles, problems } = loadArticles(filesOf([own]));
    const said = problems.map(({ problem }) => problem).join('\n');
    for (const part of [
      'id one is used twice',
      'claims a phrasing',
      'links to no article: none-such',
      'no front matter',
    ])
      expect(said).toContain(part);
    expect(articles.map(({ id }) => id)).toEqual(['one', 'three', 'four']);
  });
});
