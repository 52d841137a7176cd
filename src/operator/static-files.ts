import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files that a browser may load, read once: a request is looked up here and never becomes a path on the disk. */
export interface StaticFile {
  type: string;
  body: Buffer;
}

const script = 'text/javascript; charset=utf-8';

export function staticFiles(): ReadonlyMap<string, StaticFile> {
  const own = join(import.meta.dirname, 'static');
  const charts = dirname(fileURLToPath(import.meta.resolve('chart.js')));
  return new Map([
    ['/page.css', { type: 'text/css; charset=utf-8', body: readFileSync(join(own, 'page.css')) }],
    ['/page.js', { type: script, body: readFileSync(join(own, 'page.js')) }],
    ['/sort.js', { type: script, body: readFileSync(join(own, 'sort.js')) }],
    ['/charts.js', { type: script, body: readFileSync(join(own, 'charts.js')) }],
    ['/theme.js', { type: script, body: readFileSync(join(own, 'theme.js')) }],
    ['/theme-first.js', { type: script, body: readFileSync(join(own, 'theme-first.js')) }],
    ['/chart.js', { type: script, body: readFileSync(join(charts, 'chart.umd.min.js')) }],
  ]);
}
