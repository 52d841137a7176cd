import type { Answered } from '../contract.ts';
import { changed } from '../world/clients.ts';
import type { Client } from '../world/records.ts';

/** Shows Slack's own banner, or takes it away. */
export function setNotice(client: Client, notice: string | null): void {
  if (client.notice === notice) return;
  client.notice = notice;
  changed(client);
}

/** True when the bot acknowledged: any other answer, or none, is a failure to Slack. */
export function acknowledged(answered: Answered): boolean {
  return answered.status === 200;
}

/** Slack's name for what went wrong. */
export function failureOf(answered: Answered): string {
  return answered.status === 0 ? 'operation_timeout' : 'dispatch_failed';
}
