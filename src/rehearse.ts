import { rehearsalDomains } from '#rehearsal/people.ts';
import { lists, type Rehearsal, startRehearsal } from '#rehearsal/start.ts';
import { openOutbox } from '#storage/outbox.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { type RunningBot, startBot } from './app.ts';
import type { Config } from './config.ts';
import { addOfficials } from './import-lists.ts';
import type { Logger } from './log.ts';
import { manifestScopes } from './manifest.ts';

/** Wires a rehearsal: the workspace, the bot that takes it for Slack, the page, and lists to start with. */
export async function rehearse(
  config: Config,
  log: Logger,
  say: (text: string) => void,
): Promise<{ pageUrl: string; bot: RunningBot; rehearsal: Rehearsal; stop(): Promise<void> }> {
  const rehearsal = await startRehearsal(manifestScopes());
  const { workspace } = rehearsal;
  const slack = { botToken: workspace.botToken, signingSecret: workspace.signingSecret, apiUrl: workspace.apiUrl };
  const emailDomains = config.emailDomains.length > 0 ? config.emailDomains : rehearsalDomains;
  const bot = await startBot({ ...config, emailDomains, slack }, log).catch(async (fault: unknown) => {
    await rehearsal.stop();
    throw fault;
  });
  await seed(bot, say);
  await openOutbox(bot.database.db).showAgain(bot.deps.now());
  bot.delivery.wake();
  const pageUrl = await rehearsal.open(`${bot.url}/slack/events`, config.host, config.rehearsalPort);
  return {
    pageUrl,
    bot,
    rehearsal,
    async stop() {
      await rehearsal.stop();
      await bot.stop();
    },
  };
}

/** The first time only: the lists that the operator of a real installation would import. */
async function seed({ deps, database }: RunningBot, say: (text: string) => void): Promise<void> {
  if ((await deps.ledger.read((record) => record.importedGrants())).length > 0) return;
  say('First start: reading the public CMS provider lists, about ten seconds.');
  for (const file of lists.providers)
    await importProviderFile(database.db, file, { now: deps.now(), onSkipped: () => {} });
  await addOfficials(deps, lists.officials);
}
