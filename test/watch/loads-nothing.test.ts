import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

/** What main.ts loads while nobody watches: imports that are no types, and those made later, except of watching and operating. */

const root = join(import.meta.dirname, '..', '..');
const layer = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> })
  .imports;
const importing = /^(?:import|export)\s+(?!type\b)[^;]*?\bfrom '([^']+)'|^import '([^']+)'/gm;
const importingLater = /\bimport\('([^']+)'\)/g;

function loadedBy(first: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const look = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    const later = /src\/(?:watching|operate)\.ts$/.test(file) ? [] : text.matchAll(importingLater);
    for (const [, from, bare] of [...text.matchAll(importing), ...later]) {
      const name = from ?? bare ?? '';
      const own = Object.entries(layer).find(([key]) => name.startsWith(key.slice(0, -1)));
      if (name.startsWith('.')) look(join(dirname(file), name));
      else if (own !== undefined) look(join(root, own[1].slice(0, -1), name.slice(own[0].length - 1)));
      else packages.add(name);
    }
  };
  look(join(root, first));
  return { files, packages };
}

it('a bot whose operator’s port and traces are off loads neither Prometheus’ client, nor OpenTelemetry, nor the page', () => {
  const { files, packages } = loadedBy('src/main.ts');
  const names = [...files].map((file) => relative(root, file));
  expect(names).toContain('src/watching.ts');
  expect(names.length).toBeGreaterThan(200);
  expect(names.filter((name) => /^src\/(?:watch\/(?!traces-config)|operator\/)/.test(name))).toEqual([]);
  expect([...packages].filter((name) => /prom-client|opentelemetry|chart/.test(name))).toEqual([]);
});
