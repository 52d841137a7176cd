import { createHmac } from 'node:crypto';

/** Slack's signature of a request body. */
export function signatureOf(secret: string, timestampS: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestampS}:${body}`).digest('hex')}`;
}
