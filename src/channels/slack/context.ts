import type { WebClient } from '@slack/web-api';
import type { ClickContext } from '#channels/clicks/click.ts';
import type { Accounts } from './accounts.ts';
import type { Modals } from './modals.ts';

/** What every Slack listener works with. */
export interface SlackContext extends ClickContext {
  /** The workspace. */
  teamId: string;
  accounts: Accounts;
  client: WebClient;
  modals: Modals;
  /** Takes what Slack said instead of a direct message: a workspace that asks us to come back later is left alone. */
  refused(fault: unknown, userId: string): Promise<void>;
  /** Whether a fault means that the record can't be written just now, which people are told in words. */
  unavailable(fault: unknown): boolean;
}
