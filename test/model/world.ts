import { applyOfficials, compareOfficials } from '#application/import-officials.ts';
import { people } from '#rehearsal/people.ts';
import type { Workspace } from '#rehearsal/slack/contract.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import type { TeamsStage } from '../teams/harness.ts';
import { playStage } from '../teams/play.ts';

/** A small world on both platforms, in which anything may happen. */
export interface World {
  workspace: Workspace;
  on: TeamsStage;
  /** Who decides for each facility, as the operator said last: addresses by CCN. */
  officials: Map<string, Set<string>>;
  /** How many calls were made to fail; one message may meet them all, one an hour. */
  failures: number;
  forward(ms: number): void;
  /** Everything that can be delivered now was delivered. */
  quiet(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const homes = ['165326', '165178', '165199'] as const;

/** People who act, by where. Joan and Ana have an account on both. */
export const inSlack = ['U0ANA', 'U0JOAN', 'U0RAJ', 'U0MARIA'] as const;
export const inTeams = ['T0TESSA', 'U0PAT', 'U0JOAN', 'U0ANA'] as const;

/** Who may be an official in a history: Ana asks, too. */
export const candidates: readonly (readonly [email: string, name: string])[] = [
  ['joan.lee@valley-care.example', 'Joan Lee'],
  ['raj.patel@valley-care.example', 'Raj Patel'],
  ['maria.gomez@hillside.example', 'Maria Gomez'],
  ['pat.doyle@hillside.example', 'Pat Doyle'],
  ['ana.ruiz@valley-care.example', 'Ana Ruiz'],
];

/** Raises the world: one official at each of the first two facilities, none at the third. */
export async function startWorld(): Promise<World> {
  let offset = 0;
  const clock = () => Date.now() + offset;
  const workspace = await startWorkspace({ people, scopes: manifestScopes(), clock });
  const on = await playStage(['T0TESSA', 'U0PAT', 'U0JOAN', 'U0ANA'], { slack: workspace, officials: [] });
  const point = () => {
    workspace.requestUrl = `${on.bot.url}/slack/events`;
  };
  point();
  const world: World = {
    workspace,
    on,
    officials: new Map(homes.map((home) => [home, new Set<string>()])),
    failures: 0,
    forward(ms) {
      offset += ms;
      on.forward(ms);
    },
    async quiet() {
      await workspace.settled();
      await on.connector.settled();
      await on.delivered();
    },
    async restart() {
      await on.restartBot();
      point();
    },
    async stop() {
      await on.stop();
      await workspace.stop();
    },
  };
  await setOfficials(world, [[0, 1], [2, 3], []]);
  return world;
}

/** The operator's list takes the place of the one before. @param places for each facility the places of its officials among the candidates */
export async function setOfficials(world: World, places: readonly (readonly number[])[]): Promise<void> {
  const rows = homes.flatMap((home, index) =>
    (places[index] ?? []).map((who) => ({ home, email: candidates[who]?.[0] ?? '', name: candidates[who]?.[1] ?? '' })),
  );
  // A list with nobody at all is refused: it is a file that went wrong.
  if (rows.length === 0) return;
  const records = rows.map(({ home, email, name }, index) => ({
    line: index + 2,
    values: { email, name, role: 'Provider Security Official', organization: `ccn:${home}`, environment: 'production' },
  }));
  const { deps } = world.on.bot;
  await applyOfficials(deps)(await compareOfficials(deps)(records), true);
  for (const home of homes)
    world.officials.set(home, new Set(rows.filter((row) => row.home === home).map(({ email }) => email)));
}
