import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fits } from './fits.mjs';
import { takeShortWays } from './short-ways.mjs';

// Says in one sentence when the Node that runs this is too old; `npm start` finds the right one by itself.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `This needs Node 24 or newer, and this is ${process.versions.node}. Run "npm ci" first: it brings the right one for "npm start".\n`,
  );
  process.exit(1);
}
// What `node scripts/compile.ts` left, and what Node compiled in a start before; read when the disk is read-only, too.
const root = join(import.meta.dirname, '..');
const compiled = join(root, '.compiled');
enableCompileCache(compiled);
const server = join(compiled, 'server');
const fitting = fits(server, root);
if (!fitting) takeShortWays(root);
await import(fitting ? pathToFileURL(join(server, 'main.js')).href : '../src/main.ts');
