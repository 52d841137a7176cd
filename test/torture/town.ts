import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { startConnector } from '#rehearsal/teams/connector.ts';
import type { Connector } from '#rehearsal/teams/contract.ts';
import { rehearsalTenant } from '#rehearsal/teams-people.ts';
import type { Record as OpenRecord } from '#src/app.ts';
import { manifestScopes } from '#src/manifest.ts';
import { importProviderFile } from '#storage/provider-import.ts';
import { liveVariables, runNode, type Variables } from '#test/cli/process.ts';
import { teamsVariables } from './served.ts';

/** Many people on both platforms, and facilities with two officials each: one in Slack, one in Teams. */
export interface Town {
  workspace: Workspace;
  connector: Connector;
  homes: string[];
  /** Ids of those who ask. */
  askers: { slack: string[]; teams: string[] };
  officials: { slack: string[]; teams: string[] };
  /** Where the bot is, or what stands before several of them. */
  pointTo(url: string): void;
  stop(): Promise<void>;
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`);
const domain = 'valley-care.example';
const emailOf = (id: string) => `${id.toLowerCase()}@${domain}`;

export interface TownSize {
  homes: number;
  slackAskers: number;
  teamsAskers: number;
}

/** Raises both platforms. Everybody in Teams has the app; `install` tells the bot. */
export async function startTown({ homes, slackAskers, teamsAskers }: TownSize): Promise<Town> {
  const askers = { slack: ids('U0ASK', slackAskers), teams: ids('T0ASK', teamsAskers) };
  const officials = { slack: ids('U0OFF', homes), teams: ids('T0OFF', homes) };
  const workspace = await startWorkspace({
    people: [...askers.slack, ...officials.slack].map((id) => ({
      id,
      name: `Person ${id}`,
      email: emailOf(id),
      emailConfirmed: true,
    })),
    scopes: manifestScopes(),
    ackMs: 30_000,
  });
  const connector = await startConnector({
    people: [...askers.teams, ...officials.teams].map((id, index) => ({
      id,
      name: `Person ${id}`,
      aadObjectId: `0b1ec7ed-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
      email: emailOf(id),
    })),
    tenantId: rehearsalTenant,
    patienceMs: 30_000,
    answerMs: 30_000,
  });
  return {
    workspace,
    connector,
    homes: ids('16', homes).map((id) => `16${id.slice(2).padStart(4, '0')}`),
    askers,
    officials,
    pointTo(url) {
      workspace.requestUrl = `${url}/slack/events`;
      connector.requestUrl = `${url}/api/messages`;
    },
    async stop() {
      await workspace.stop();
      await connector.stop();
    },
  };
}

/** What a bot in this town is told. */
export const townVariables = ({ workspace, connector }: Town, dataDir: string): Variables => ({
  ...liveVariables(workspace, dataDir),
  ...teamsVariables(connector),
  EMAIL_DOMAINS: domain,
});

/** The operator imports facilities and officials, as commands. @throws with what a command said when it fails */
export async function settle(town: Town, variables: Variables, folder: string, rows: number): Promise<void> {
  const list = join(folder, 'officials.csv');
  const lines = town.homes.flatMap((home, index) =>
    [town.officials.slack[index], town.officials.teams[index]].map(
      (id = '') => `${emailOf(id)},Person ${id},Provider Security Official,ccn:${home}`,
    ),
  );
  writeFileSync(list, `email,name,role,organization\n${lines.join('\n')}\n`);
  await command(['officials', 'import', list, '--yes'], variables, folder);
  await command(['providers', 'import', facilities(folder, 'a', rows)], variables, folder);
}

/** The same without commands, on a record that is open: quicker, for short sizes. */
export async function settleHere(
  town: Town,
  { deps, database }: OpenRecord,
  folder: string,
  rows: number,
): Promise<void> {
  const records = town.homes
    .flatMap((home, index) =>
      [town.officials.slack[index], town.officials.teams[index]].map((id = '') => ({ home, id })),
    )
    .map(({ home, id }, index) => ({
      line: index + 2,
      values: {
        email: emailOf(id),
        name: `Person ${id}`,
        role: 'Provider Security Official',
        organization: `ccn:${home}`,
      },
    }));
  await applyOfficials(deps)(await compareOfficials(deps)(records), false);
  await importProviderFile(database.db, facilities(folder, 'a', rows), { now: Date.now(), onSkipped: () => {} });
}

/** Runs a command of the operator. @throws with what it said when it fails */
export async function command(args: readonly string[], variables: Variables, folder: string): Promise<void> {
  const { code, out, err } = await runNode(['src/cli.ts', ...args], variables, folder);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${out}${err}`.slice(-2_000));
}

/** Everybody in Teams installs the app, as far as she has not: the bot learns where to write to her. */
export async function install({ connector, askers, officials }: Town): Promise<void> {
  for (const id of [...officials.teams, ...askers.teams])
    if (!connector.member(id).screen().installed) await connector.member(id).install();
}

/** A list of so many facilities, those of the town among them; another `mark` is another list. @returns the file */
export function facilities(folder: string, mark: string, rows: number): string {
  const words = ['valley', 'care', 'center', 'home', 'health', 'sunrise', 'hill', 'nursing', 'river', 'oak', mark];
  const lines = ['ccn,type,name,address,city,state,zip,phone,as_of'];
  for (let n = 1; n <= rows; n += 1) {
    const name = [n % 11, (n * 7) % 11, (n * 3) % 10].map((index) => words[index]).join(' ');
    const ccn = `${16 + Math.floor(n / 10_000)}${String(n % 10_000).padStart(4, '0')}`;
    lines.push(`${ccn},NH,${name} ${n},${n} main street,${words[(n * 5) % 10]}ville,IA,52501,,2026-08`);
  }
  const path = join(folder, `facilities-${mark}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
