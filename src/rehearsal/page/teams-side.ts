/** The Teams half of the page's server: who is there, what she sees, what she does, and Microsoft's renderer. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Connector, TeamsPerson } from '../teams/contract.ts';
import { teamsHostConfig } from '../teams/host-config.ts';
import { answer } from './answer.ts';
import { readJson } from './read-json.ts';
import type { StaticFile } from './static-files.ts';
import { performInTeams, teamsActInput } from './teams-act.ts';

export interface TeamsSide {
  people(): TeamsPerson[];
  /** What the browser has to know before it draws a card. */
  described: object;
  /** Microsoft's renderer, under the address that the page loads it from. */
  files: ReadonlyMap<string, StaticFile>;
  /** Answers a request that is about Teams. @returns false when it is not */
  route(asked: string, url: URL, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** @param nextOrder grows with every screen given out */
export function teamsSide(connector: Connector, nextOrder: () => number): TeamsSide {
  const knows = (id: string) => connector.people().some((person) => person.id === id);
  const screenOf = (id: string) => ({ screen: connector.member(id).screen(), order: nextOrder() });

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request);
    if (!body.ok) return answer(response, body.status, { error: body.reason });
    const parsed = teamsActInput.safeParse(body.value);
    if (!parsed.success) return answer(response, 400, { error: parsed.error.issues[0]?.message ?? 'Not understood.' });
    const { as } = parsed.data;
    if (!knows(as)) return answer(response, 404, { error: `Nobody in Teams has the id ${as}.` });
    try {
      const done = await performInTeams(connector.member(as), parsed.data);
      return answer(response, 200, { ...done, ...screenOf(as) });
    } catch (error) {
      // The Teams client itself would not let her do this.
      return answer(response, 409, { error: error instanceof Error ? error.message : String(error), ...screenOf(as) });
    }
  }

  return {
    people: () => connector.people(),
    described: { light: teamsHostConfig('light'), dark: teamsHostConfig('dark') },
    files: new Map([['/adaptivecards.js', renderer()]]),
    async route(asked, url, request, response) {
      if (asked === 'POST /teams/act') await act(request, response);
      else if (asked === 'GET /teams/screen') {
        const as = url.searchParams.get('as') ?? '';
        if (knows(as)) answer(response, 200, screenOf(as));
        else answer(response, 404, { error: 'Nobody in Teams has this id.' });
      } else return false;
      return true;
    },
  };
}

function renderer(): StaticFile {
  const path = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  return { type: 'text/javascript; charset=utf-8', body: readFileSync(path) };
}
