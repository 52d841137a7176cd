/**
 * Tells every open page whose screen has changed, as server-sent events. Several changes within a moment become one
 * line: a decision edits many messages at once, and a page needs to fetch its screen only once for them.
 */
import type { ServerResponse } from 'node:http';
import type { Workspace } from '../slack/contract.ts';
import type { Connector } from '../teams/contract.ts';

const GATHER_MS = 40;
/** The contract has no listener for people who join or change, so we look. */
const LOOK_FOR_PEOPLE_MS = 1_000;

export interface Changes {
  /** Keeps this response open and writes to it until the browser goes away. */
  add(response: ServerResponse): void;
  /** Watches whoever joined and tells the pages, without waiting for the next look. */
  look(): void;
  /** Writes a line to every open page at once. */
  tell(line: object): void;
  stop(): void;
}

export function startChanges(workspace: Workspace, teams?: Connector): Changes {
  const pages = new Set<ServerResponse>();
  const watched = new Map<string, () => void>();
  let changed = { screens: new Set<string>(), teams: new Set<string>() };
  let gathering: NodeJS.Timeout | null = null;
  let knownPeople = '';

  const tell = (line: object) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(line)}\n\n`);
  };
  const flush = () => {
    gathering = null;
    const { screens, teams: inTeams } = changed;
    tell({ screens: [...screens], ...(inTeams.size > 0 ? { teams: [...inTeams] } : {}) });
    changed = { screens: new Set(), teams: new Set() };
  };
  const note = (where: 'screens' | 'teams', userId: string) => {
    changed[where].add(userId);
    gathering ??= setTimeout(flush, GATHER_MS);
  };
  const look = () => {
    const people = workspace.people();
    for (const { id } of people) {
      if (!watched.has(id))
        watched.set(
          id,
          workspace.as(id).onChange(() => note('screens', id)),
        );
    }
    const now = JSON.stringify(people);
    if (knownPeople !== '' && now !== knownPeople) tell({ people: true });
    knownPeople = now;
  };

  look();
  for (const { id } of teams?.people() ?? [])
    watched.set(`teams ${id}`, teams?.member(id).onChange(() => note('teams', id)) ?? (() => {}));
  const looking = setInterval(look, LOOK_FOR_PEOPLE_MS);
  looking.unref();

  return {
    tell,
    look,
    add(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 500\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    stop() {
      clearInterval(looking);
      if (gathering) clearTimeout(gathering);
      for (const forget of watched.values()) forget();
      for (const page of pages) page.end();
    },
  };
}
