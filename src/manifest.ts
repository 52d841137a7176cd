import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The bot scopes of the Slack manifest: what a rehearsal's token has, and nothing more. */
export function manifestScopes(): string[] {
  const file = join(import.meta.dirname, '..', 'manifests', 'slack', 'manifest.json');
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}
