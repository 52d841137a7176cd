import { existsSync, readdirSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `node scripts/compile.ts`: does once, into .compiled, what a start would do each time; `npm start` reads it from there. The
 * server as one program where the packages of development are installed (without them one that is there stays), the articles
 * as they are searched, and what Node compiled, which it reads only for the user who ran this, and not under --permission. What
 * does not fit any more is not used: nothing goes stale.
 */
const compiled = join(import.meta.dirname, '..', '.compiled');
const server = join(compiled, 'server');

const bundler = await import('./bundle.ts').catch(unlessMissing);
await bundler?.bundle(server);

enableCompileCache(compiled);
const { openKnowledge } = await import('#knowledge/open.ts');
openKnowledge(null);
if (existsSync(server)) for (const part of partsOf(server)) await import(pathToFileURL(join(server, part)).href);
else await import('./load-server.ts');
await import('@microsoft/teams-ai/lib/TeamsAdapter.js');
flushCompileCache();

/** Without the packages of development there is nothing that bundles. */
function unlessMissing(fault: unknown): null {
  if (fault instanceof Error && 'code' in fault && fault.code === 'ERR_MODULE_NOT_FOUND') return null;
  throw fault;
}

/** All files of the program but the one that starts it. */
function partsOf(folder: string): string[] {
  return readdirSync(folder).filter(
    (name) => name.endsWith('.js') && name !== 'main.js' && !name.startsWith('rehearse'),
  );
}
