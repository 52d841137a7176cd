import type { WebClient } from '@slack/web-api';
import type { Deps } from '#application/deps.ts';
import type { Logger } from '#channels/log-port.ts';
import type { RequestFlow } from '#channels/request-flow.ts';
import type { Accounts } from './accounts.ts';
import type { Modals } from './modals.ts';

/** What every Slack listener works with. */
export interface SlackContext {
  deps: Deps;
  accounts: Accounts;
  flow: RequestFlow;
  client: WebClient;
  modals: Modals;
  log: Logger;
  /** Whether a fault means that the record can't be written just now, which people are told in words. */
  unavailable(fault: unknown): boolean;
}
