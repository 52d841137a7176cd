import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * `node scripts/compile.ts`: loads what a server loads, and keeps what Node compiled of it in .compiled, which
 * `npm start` then reads: about half the time to start. A file that changed is compiled anew; nothing goes stale.
 */
const root = join(import.meta.dirname, '..');
enableCompileCache(join(root, '.compiled'));
await import('#src/app.ts');
await import('#channels/slack/start.ts');
await import('#channels/teams/start.ts');
await import('@microsoft/teams-ai/lib/TeamsAdapter.js');
await import('#channels/email/start.ts');
flushCompileCache();
