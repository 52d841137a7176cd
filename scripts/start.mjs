import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Says in one sentence when the Node that runs this is too old; `npm start` finds the right one by itself.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `This needs Node 24 or newer, and this is ${process.versions.node}. Run "npm ci" first: it brings the right one for "npm start".\n`,
  );
  process.exit(1);
}
// What `node scripts/compile.ts` left, where it ran: read when the disk is read-only, too.
const compiled = join(import.meta.dirname, '..', '.compiled');
if (existsSync(compiled)) enableCompileCache(compiled);
await import('../src/main.ts');
