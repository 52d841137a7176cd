import { createRequire } from 'node:module';
import { keep, readKept } from './keep.ts';
import type { Connector, TeamsChannel } from './teams/contract.ts';
import { rehearsalTenant, teamsPeople } from './teams-people.ts';

/** The channel of the rehearsal. The app is not in it until somebody adds it. */
const desk: TeamsChannel = {
  id: '19:iqies-questions@thread.tacv2',
  name: 'iQIES questions',
  teamId: '19:quality@thread.tacv2',
  teamName: 'Quality reporting',
  members: teamsPeople.map(({ id }) => id),
  botIn: false,
};

const isMissing = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/**
 * Starts the local Teams of a rehearsal.
 * @param file keeps who has the app between two runs: the bot remembers them, so they must still have it
 * @returns null where a package that only development needs is not installed: the rehearsal is Slack's then
 */
export async function startTeams(clock: () => number, file: string): Promise<Connector | null> {
  const loaded = await loadConnector().catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && isMissing.has(String(fault.code))) return null;
    throw fault;
  });
  if (loaded === null) return null;
  const kept = readKept(file);
  let installed: string[] = Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  const connector = await loaded.startConnector({
    people: teamsPeople,
    channels: [desk],
    installedFor: installed,
    tenantId: rehearsalTenant,
    botName: 'iQIES Help',
    clock,
  });
  const note = () => {
    const now = teamsPeople.map(({ id }) => id).filter((id) => connector.member(id).screen().installed);
    if (now.join() === installed.join()) return;
    installed = now;
    keep(file, installed);
  };
  for (const { id } of teamsPeople) connector.member(id).onChange(note);
  return connector;
}

/** With the renderer that the page needs, though nothing is drawn here. */
async function loadConnector() {
  createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  return import('./teams/connector.ts');
}
