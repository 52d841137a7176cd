import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Faults are planted into a copy of the repository; the checks that everybody runs must find each of them. */
const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'iqies-boundaries-'));

beforeAll(() => {
  for (const name of ['src', 'scripts', 'bench', 'test', 'manifests'])
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !/\.(gz|json|png)$/.test(path) });
  for (const name of ['biome.json', 'knip.json', 'package.json', 'tsconfig.json', '.gitignore', 'vitest.config.ts'])
    cpSync(join(root, name), join(copy, name));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const tool = (name: string, ...args: string[]) => {
  const ran = spawnSync(join(root, 'node_modules', '.bin', name), args, { cwd: copy, encoding: 'utf8' });
  return { code: ran.status, said: ran.stdout + ran.stderr };
};
const plant = (path: string, text: string) => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
};

/** Imports and globals that a layer must not have. */
const wrong: [layer: string, what: string][] = [
  ['domain', '#content/roles.ts'],
  ['domain', '#application/ledger.ts'],
  ['domain', '#copy/words.ts'],
  ['domain', '#storage/ledger.ts'],
  ['domain', '../application/ledger.ts'],
  ['domain', 'node:crypto'],
  ['domain', 'zod'],
  ['domain', 'Date'],
  ['domain', 'crypto'],
  ['domain', 'process'],
  ['content', '#application/ledger.ts'],
  ['content', '#copy/words.ts'],
  ['content', 'node:fs'],
  ['application', '#storage/ledger.ts'],
  ['application', '#copy/words.ts'],
  ['application', '#views/card.ts'],
  ['application', '#channels/deliver.ts'],
  ['application', 'kysely'],
  ['application', 'node:crypto'],
  ['application', 'Date'],
  ['application', 'fetch'],
  ['application', 'setTimeout'],
  ['copy', '#application/ledger.ts'],
  ['copy', '#views/card.ts'],
  ['copy', '#storage/ledger.ts'],
  ['views', '#application/ledger.ts'],
  ['views', '#channels/slack/render.ts'],
  ['views', '@slack/bolt'],
  ['storage', '#copy/words.ts'],
  ['storage', '#views/card.ts'],
  ['storage', '#channels/deliver.ts'],
  ['storage', '@slack/web-api'],
  ['channels/slack', '#storage/ledger.ts'],
  ['channels/slack', '../../storage/ledger.ts'],
  ['channels/slack', '#channels/teams/render.ts'],
  ['channels/slack', '#rehearsal/people.ts'],
  ['channels/slack', 'better-sqlite3'],
  ['channels', '#storage/ledger.ts'],
  ['channels', '@slack/bolt'],
  ['rehearsal', '#domain/item.ts'],
  ['rehearsal', '#application/ledger.ts'],
  ['rehearsal', '#channels/slack/render.ts'],
  ['rehearsal', '@slack/bolt'],
];

/** What a layer may have. */
const right: [layer: string, what: string][] = [
  ['domain', './item.ts'],
  ['content', '#domain/item.ts'],
  ['application', '#domain/item.ts'],
  ['application', '#content/states.ts'],
  ['copy', '#content/facts.ts'],
  ['views', '#copy/words.ts'],
  ['storage', '#application/ledger.ts'],
  ['storage', 'kysely'],
  ['channels/slack', '#views/card.ts'],
  ['channels/slack', '@slack/bolt'],
  ['channels', '#views/card.ts'],
  ['rehearsal', './people.ts'],
];

const nameOf = (kind: string, index: number) => `planted-${kind}-${index}.ts`;
const pathOf = (kind: string, [layer]: [string, string], index: number) => `src/${layer}/${nameOf(kind, index)}`;

function textOf(what: string): string {
  const global = /^[A-Za-z]+$/.test(what) && !['zod', 'kysely'].includes(what);
  return global
    ? `export const planted = ${what};\n`
    : `import * as planted from '${what}';\n\nexport const kept = planted;\n`;
}

describe('an import from the wrong layer', () => {
  let found: Map<string, number>;
  beforeAll(() => {
    for (const [index, one] of wrong.entries()) plant(pathOf('wrong', one, index), textOf(one[1]));
    for (const [index, one] of right.entries()) plant(pathOf('right', one, index), textOf(one[1]));
    const rules = ['--only=style/noRestrictedImports', '--only=style/noRestrictedGlobals'];
    const { said } = tool('biome', 'lint', ...rules, '--max-diagnostics=none', '--reporter=github', 'src');
    found = new Map();
    for (const [, path = ''] of said.matchAll(/file=[^,\s]*?(src\/[^,\s]+)/g))
      found.set(path, (found.get(path) ?? 0) + 1);
  });

  it.each(wrong.map((one, index) => [...one, pathOf('wrong', one, index)]))(
    'is an error: %s knows no %s',
    (_l, _w, path) => {
      expect(found.get(path) ?? 0).toBeGreaterThan(0);
    },
  );

  it.each(right.map((one, index) => [...one, pathOf('right', one, index)]))(
    'is none: %s may know %s',
    (_l, _w, path) => {
      expect(found.get(path) ?? 0).toBe(0);
    },
  );

  it('stands nowhere in the repository', () => {
    expect([...found.keys()].filter((path) => !path.includes('planted-'))).toEqual([]);
  });
});

describe('other faults', () => {
  it('an import that closes a circle is an error', () => {
    plant('src/views/planted-circle-a.ts', "import { b } from './planted-circle-b.ts';\n\nexport const a = () => b;\n");
    plant('src/views/planted-circle-b.ts', "import { a } from './planted-circle-a.ts';\n\nexport const b = () => a;\n");
    const { code, said } = tool('biome', 'lint', '--only=suspicious/noImportCycles', 'src/views');
    expect(code).toBe(1);
    expect(said).toContain('planted-circle-a.ts');
  });

  it('an export and a file that nobody uses are errors', () => {
    plant('src/copy/planted-unused.ts', 'export const nobody = 1;\n');
    const reasons = readFileSync(join(root, 'src/copy/reasons.ts'), 'utf8');
    plant('src/copy/reasons.ts', `${reasons}\nexport const plantedForNobody = 1;\n`);
    const { code, said } = tool('knip');
    plant('src/copy/reasons.ts', reasons);
    expect(code).toBe(1);
    expect(said).toContain('src/copy/planted-unused.ts');
    expect(said).toContain('plantedForNobody');
  });
}, 60_000);

/** Lists whose every member has a sentence: what each is, where it stands, a member of it, and where the sentences are. */
const worded = [
  ['a refusal', 'src/domain/refusal.ts', "| 'holds-a-secret'", 'src/copy/refusals.ts'],
  ['a problem of a CCN', 'src/domain/ccn.ts', "| 'spreadsheet'", 'src/copy/ccn-problems.ts'],
  ['a reason for a rejection', 'src/domain/item.ts', "'wrong-organization',", 'src/copy/reasons.ts'],
  ['an operator notice', 'src/application/ledger.ts', "'delivery-dead',", 'src/channels/draw-task.ts'],
] as const;

describe('a list gets one more member', () => {
  let ended: ReturnType<typeof tool>;
  // All at once: compiling takes longer than all else here.
  beforeAll(() => {
    for (const [index, [, file, beside]] of worded.entries()) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text).toContain(beside);
      const more = beside.startsWith('|') ? `${beside} | 'planted-${index}'` : `${beside} 'planted-${index}',`;
      plant(file, text.replace(beside, more));
    }
    ended = tool('tsc', '-p', '.');
    for (const [, file] of worded) plant(file, readFileSync(join(root, file), 'utf8'));
  });

  it.each(worded.map(([what, , , place], index) => [what, place, `planted-${index}`]))(
    '%s without a sentence does not compile',
    (_what, place, planted) => {
      expect(ended.code).not.toBe(0);
      const at = ended.said.split(/^(?=\S)/m).filter((fault) => fault.startsWith(`${place}(`));
      expect(at.join('')).toContain(planted);
    },
  );
});
