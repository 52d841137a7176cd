/**
 * The files that the browser may load. They are read once at start: a request is looked up in this map and never
 * becomes a path on disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

export interface StaticFile {
  type: string;
  body: Buffer;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

export function loadStaticFiles(): Map<string, StaticFile> {
  const root = join(import.meta.dirname, 'static');
  const files = new Map<string, StaticFile>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type) files.set(`/${name.split(sep).join('/')}`, { type, body: readFileSync(join(root, name)) });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}
