/**
 * Serves the rehearsal page: a Slack client, and a Teams client beside it, for the local platforms of the same process. One picks a
 * person and does as that person what she would do in Slack. It listens on loopback only and has no log-in, because
 * whoever sits at this computer may be anyone of the made-up people.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { CastGroup } from '../cast/cast.ts';
import type { Workspace, WorkspacePerson } from '../slack/contract.ts';
import type { Connector } from '../teams/contract.ts';
import { actInput, perform } from './act.ts';
import { answer } from './answer.ts';
import { startChanges } from './changes.ts';
import { chooserOf, zoneOf } from './chooser.ts';
import { clockSteps, stepMs } from './clock-steps.ts';
import { isLoopback, reasonToRefuse, SECURITY_HEADERS } from './guard.ts';
import { readJson } from './read-json.ts';
import { loadStaticFiles } from './static-files.ts';
import { teamsSide } from './teams-side.ts';

export interface PageOptions {
  /** 0 = a free port. */
  port: number;
  /** A loopback address; anything else is refused. */
  host: string;
  /** How the bot is called in the client. */
  appName?: string;
  /** The bot's slash command. */
  command?: string;
  /** The people by kind, as the chooser shows them; whoever is in no group comes last. */
  groups?: readonly CastGroup[];
  /** Lets somebody join who is of the groups and not in the workspace; null for anybody else. */
  join?: (id: string) => WorkspacePerson | null;
  /** The rehearsal's clock, when it can be moved. */
  clock?: MovableClock;
  /** Of the operator's page, which the page leads to. */
  operatorUrl?: string | null;
  /** The Teams of the same bot. Without it the page is a Slack client only. */
  teams?: Connector;
}

/** A clock that the page shows and moves. */
export interface MovableClock {
  now(): number;
  /** Moves it by more than 0 ms, for everybody who goes by it. */
  forward(ms: number): void;
}

const joinInput = z.strictObject({ id: z.string() });
const moveInput = z.strictObject({ as: z.string(), step: z.enum(clockSteps) });

export interface Page {
  url: string;
  stop(): Promise<void>;
}

export async function servePage(workspace: Workspace, options: PageOptions): Promise<Page> {
  if (!isLoopback(options.host)) throw new Error(`The rehearsal page listens on loopback only, not on ${options.host}`);
  const app = { id: workspace.botUserId, name: options.appName ?? 'iQIES Help', command: options.command ?? '/iqies' };
  const files = loadStaticFiles();
  const changes = startChanges(workspace, options.teams);
  /** Grows with every screen given out, so that a page never puts an older screen over a newer one; it begins with the
   *  time, because a page that stays open over a restart knows the numbers of the server before. */
  let order = Date.now();
  const teams = options.teams ? teamsSide(options.teams, () => ++order) : null;

  const knows = (userId: string) => workspace.people().some((person) => person.id === userId);
  const screenOf = (userId: string) => ({ screen: workspace.as(userId).screen(), order: ++order });

  async function act(request: IncomingMessage, response: ServerResponse) {
    const body = await readJson(request);
    if (!body.ok) return answer(response, body.status, { error: body.reason });
    const parsed = actInput.safeParse(body.value);
    if (!parsed.success) return answer(response, 400, { error: parsed.error.issues[0]?.message ?? 'Not understood.' });
    const { as } = parsed.data;
    if (!knows(as)) return answer(response, 404, { error: `Nobody here has the id ${as}.` });
    try {
      const done = await perform(workspace.as(as), parsed.data);
      return answer(response, 200, { ...done, ...screenOf(as) });
    } catch (error) {
      // The Slack client itself would not let her do this (no such button any more, query too short).
      return answer(response, 409, { error: error instanceof Error ? error.message : String(error), ...screenOf(as) });
    }
  }

  const shownClock = () => (options.clock ? { now: options.clock.now() } : null);

  async function moveClock(clock: MovableClock, request: IncomingMessage, response: ServerResponse) {
    const body = await readJson(request);
    if (!body.ok) return answer(response, body.status, { error: body.reason });
    const parsed = moveInput.safeParse(body.value);
    if (!parsed.success) return answer(response, 400, { error: 'The clock does not move like this.' });
    const { as, step } = parsed.data;
    const person = workspace.people().find(({ id }) => id === as) ?? teams?.people().find(({ id }) => id === as);
    if (!person) return answer(response, 404, { error: `Nobody here has the id ${as}.` });
    clock.forward(stepMs(step, clock.now(), zoneOf(person)));
    changes.tell({ clock: clock.now() });
    return answer(response, 200, { clock: shownClock() });
  }

  async function letJoin(join: (id: string) => WorkspacePerson | null, request: IncomingMessage, to: ServerResponse) {
    const body = await readJson(request);
    if (!body.ok) return answer(to, body.status, { error: body.reason });
    const parsed = joinInput.safeParse(body.value);
    const person = parsed.success && !knows(parsed.data.id) ? join(parsed.data.id) : null;
    if (!person) return answer(to, 404, { error: 'Nobody of this id waits to join.' });
    await workspace.setPerson(person);
    changes.look();
    return answer(to, 200, {});
  }

  async function route(request: IncomingMessage, response: ServerResponse) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refused = reasonToRefuse(request, port);
    if (refused) return answer(response, 403, { error: refused });
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    if (!url) return answer(response, 404, { error: 'There is nothing here.' });
    const file = files.get(url.pathname) ?? teams?.files.get(url.pathname);
    const asked = `${request.method} ${url.pathname}`;
    if (request.method === 'GET' && file) return response.writeHead(200, { 'Content-Type': file.type }).end(file.body);
    if (asked === 'GET /people')
      return answer(response, 200, {
        app,
        teamId: workspace.teamId,
        clock: shownClock(),
        operatorUrl: options.operatorUrl ?? null,
        teams: teams?.described ?? null,
        ...chooserOf(workspace.people(), options.groups, teams?.people()),
      });
    if (await teams?.route(asked, url, request, response)) return;
    if (asked === 'GET /changes') return changes.add(response);
    if (asked === 'POST /act') return act(request, response);
    if (asked === 'POST /join' && options.join) return letJoin(options.join, request, response);
    if (asked === 'POST /clock' && options.clock) return moveClock(options.clock, request, response);
    if (asked === 'GET /screen') {
      const as = url.searchParams.get('as') ?? '';
      return knows(as)
        ? answer(response, 200, screenOf(as))
        : answer(response, 404, { error: 'Nobody here has this id.' });
    }
    return answer(response, 404, { error: 'There is nothing here.' });
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else answer(response, 500, { error: error instanceof Error ? error.message : 'Something broke.' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${options.host === '::1' ? '[::1]' : options.host}:${port}`,
    async stop() {
      changes.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
