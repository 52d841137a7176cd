import type { ConnectorCall, ConnectorOptions, Delivery, Outage, Refusal, TeamsChannel } from '../contract.ts';
import { type Keys, processKeys } from '../keys/keys.ts';
import { type Checker, createChecker } from '../limits/check.ts';
import type { Client, Conversation, MessageRecord } from './records.ts';

/** All that the connector knows. Its parts are functions over it. */
export interface World {
  readonly appId: string;
  readonly appPassword: string;
  readonly botId: string;
  readonly botName: string;
  readonly tenantId: string;
  readonly issuer: string;
  readonly keys: Keys;
  readonly check: Checker;
  readonly patienceMs: number;
  now(): number;
  nextId(): string;
  url: string;
  requestUrl: string;
  readonly clients: Map<string, Client>;
  readonly channels: Map<string, TeamsChannel>;
  readonly conversations: Map<string, Conversation>;
  readonly messages: Map<string, MessageRecord[]>;
  readonly calls: ConnectorCall[];
  readonly refusals: Refusal[];
  readonly deliveries: Delivery[];
  readonly outages: Outage[];
  readonly underWay: Set<Promise<unknown>>;
  readonly stopping: AbortController;
}

/** A world without people. @throws for a limit to switch off that does not exist */
export async function createWorld(options: ConnectorOptions): Promise<World> {
  const appId = options.appId ?? '5c0de000-0000-4000-8000-0000000000b0';
  const now = options.clock ?? Date.now;
  return {
    appId,
    appPassword: options.appPassword ?? 'rehearsal-app-password',
    botId: `28:${appId}`,
    botName: options.botName ?? 'Bot',
    tenantId: options.tenantId ?? '7e4a1c00-0000-4000-8000-00000000a001',
    issuer: 'https://api.botframework.com',
    keys: await processKeys(),
    check: createChecker(options.disabledLimits ?? [], options.answerMs),
    patienceMs: options.patienceMs ?? 15_000,
    now,
    nextId: counter(now),
    url: '',
    requestUrl: options.requestUrl ?? '',
    clients: new Map(),
    channels: new Map((options.channels ?? []).map((channel) => [channel.id, { ...channel }])),
    conversations: new Map(),
    messages: new Map(),
    calls: [],
    refusals: [],
    deliveries: [],
    outages: [],
    underWay: new Set(),
    stopping: new AbortController(),
  };
}

const RECORDS_AT_MOST = 20_000;

/** Adds to a list that a connector running for days must not let grow for ever. */
export function record<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > RECORDS_AT_MOST) list.splice(0, RECORDS_AT_MOST / 10);
}

// Teams takes milliseconds; two messages of one millisecond get different ones all the same.
function counter(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(now()), last + 1);
    return String(last);
  };
}
