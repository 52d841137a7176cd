import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { people, rehearsalDomains } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import { rehearsalTenant, teamsPeople } from '#rehearsal/teams-people.ts';
import { manifestScopes } from '#src/manifest.ts';
import { liveVariables } from '#test/cli/process.ts';
import { officials } from '../slack/harness.ts';
import type { Fuzzed } from './fuzz.ts';
import { openHandles, residentMb, serve, teamsVariables } from './served.ts';
import { command } from './town.ts';

/** The bot that is fuzzed, in a process of its own: what grows and what breaks there is its own, not the platforms'. */
export async function fuzzedProcess(): Promise<Fuzzed & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'iqies-fuzz-'));
  let offset = 0;
  const clock = () => Date.now() + offset;
  const workspace = await startWorkspace({ people, scopes: manifestScopes(), clock });
  const connector = await startConnector({ people: teamsPeople, tenantId: rehearsalTenant, clock });
  const variables = {
    ...liveVariables(workspace, folder),
    ...teamsVariables(connector),
    EMAIL_DOMAINS: rehearsalDomains.join(','),
  };
  const list = join(folder, 'officials.csv');
  const lines = officials.map((one) => one.join(','));
  writeFileSync(list, `email,name,role,organization\n${lines.join('\n')}\n`);
  await command(['officials', 'import', list, '--yes'], variables, folder);
  await command(['providers', 'import', join(import.meta.dirname, '../slack/facilities.csv')], variables, folder);
  const server = await serve(variables, folder);
  workspace.requestUrl = `${server.url}/slack/events`;
  connector.requestUrl = `${server.url}/api/messages`;
  for (const id of ['T0TESSA', 'U0PAT', 'U0JOAN']) await connector.member(id).install();
  await server.idle();
  return {
    workspace,
    connector,
    as: (id) => connector.member(id),
    delivered: server.idle,
    forward(ms) {
      offset += ms;
      server.forward(ms);
    },
    async how() {
      const how = await server.how();
      return { ...how, residentMb: residentMb(server.pid), handles: openHandles(server.pid).length };
    },
    async stop() {
      await workspace.stop();
      await connector.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
