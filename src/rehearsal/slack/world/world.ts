import type { ApiCall, Delivery, Outage, Refusal, WorkspaceChannel, WorkspaceOptions } from '../contract.ts';
import { createChecker } from '../limits/check.ts';
import { ACK_MS } from '../limits/uses.ts';
import { createSocketState, type SocketState } from '../socket/state.ts';
import type { Checker } from './checker.ts';
import { type Counter, createCounter } from './clock.ts';
import type { Client, MessageRecord, ResponseUrl, Trigger } from './records.ts';

/** All that the workspace knows. The parts of the workspace are functions over it. */
export interface World {
  readonly teamId: string;
  readonly teamName: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly appScopes: ReadonlySet<string>;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly command: string;
  readonly ackMs: number;
  readonly followMs: number;
  readonly scopes: ReadonlySet<string>;
  readonly check: Checker;
  readonly next: Counter;
  now(): number;
  url: string;
  requestUrl: string;
  readonly clients: Map<string, Client>;
  readonly channels: Map<string, WorkspaceChannel>;
  readonly messages: Map<string, MessageRecord[]>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly calls: ApiCall[];
  readonly refusals: Refusal[];
  readonly deliveries: Delivery[];
  readonly outages: Outage[];
  /** Requests to the bot that are not answered yet. */
  readonly underWay: Set<Promise<unknown>>;
  readonly sockets: SocketState;
  /** Ends every request under way when the workspace stops. */
  readonly stopping: AbortController;
}

/** An empty workspace: people are added by `addPerson`. */
export function createWorld(options: WorkspaceOptions): World {
  const now = options.clock ?? Date.now;
  const check = createChecker(options.disabledLimits ?? []);
  const { id: teamId, name: teamName } = options.team ?? { id: 'T0REHEARSAL', name: 'Rehearsal' };
  const own = teamId.slice(2);
  return {
    teamId,
    teamName,
    teamDomain: teamName.toLowerCase(),
    appId: 'A0REHEARSAL',
    botId: `B0${own}`,
    botUserId: `U0${own}BOT`,
    botToken: `xoxb-${own.toLowerCase()}-token`,
    appToken: 'xapp-1-rehearsal-token',
    appScopes: new Set(options.appScopes ?? ['connections:write']),
    signingSecret: 'rehearsal-signing-secret',
    verificationToken: 'rehearsal-verification-token',
    command: options.command ?? '/iqies',
    ackMs: ackMsOf(check, options),
    followMs: options.followMs ?? ACK_MS,
    scopes: new Set(options.scopes),
    check,
    // Slack's ids are its own in all workspaces together.
    next: createCounter(now, options.team === undefined ? '' : own),
    now,
    url: '',
    requestUrl: options.requestUrl ?? '',
    clients: new Map(),
    channels: new Map((options.channels ?? []).map((channel) => [channel.id, channel])),
    messages: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    calls: [],
    refusals: [],
    deliveries: [],
    outages: [],
    underWay: new Set(),
    sockets: createSocketState(),
    stopping: new AbortController(),
  };
}

// With the limit switched off the bot may take its time, though not for ever.
function ackMsOf(check: Checker, options: WorkspaceOptions): number {
  const limited = check.use('ack', { times: 1, afterMs: Number.POSITIVE_INFINITY }) !== null;
  return limited ? (options.ackMs ?? ACK_MS) : 60_000;
}

/** Notes that Slack would refuse this. */
export function refuse(world: World, refusal: Refusal): void {
  record(world.refusals, refusal);
}

const RECORDS_AT_MOST = 20_000;

/** Adds to a list that a workspace running for days must not let grow for ever. */
export function record<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > RECORDS_AT_MOST) list.splice(0, RECORDS_AT_MOST / 10);
}

/** Adds to a map likewise: the oldest entry makes room. */
export function remember<T>(map: Map<string, T>, id: string, entry: T): void {
  map.set(id, entry);
  const oldest = map.size > RECORDS_AT_MOST ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
