import { broken, type Finding, look, well } from './finding.ts';

/** Slack's signatures and Microsoft's tokens are refused when they seem older than five minutes. */
const refusedAfterMs = 5 * 60 * 1000;
const lookAfterMs = 30_000;

/** Compares this computer's clock with another. @param whose whose clock it is compared with */
export function clockFinding(whose: string, theirs: number, ours: number): Finding {
  const off = Math.abs(ours - theirs);
  const how = `This computer’s clock is ${amount(off)} ${ours < theirs ? 'behind' : 'ahead of'} that of ${whose}`;
  const todo = 'Let the computer set its clock by itself (NTP): on Linux “timedatectl set-ntp true”.';
  if (off >= refusedAfterMs) return broken('clock', `${how}: what comes in is refused as too old.`, todo);
  if (off >= lookAfterMs) return look('clock', `${how}.`, todo);
  return well('clock', `This computer’s clock agrees with that of ${whose}.`);
}

const amount = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;

/** Slack's own time, from the header of an answer; null when it gives none. */
export async function slackTime(apiUrl: string | undefined): Promise<number | null> {
  const response = await fetch(new URL('api.test', apiUrl ?? 'https://slack.com/api/'), {
    method: 'POST',
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  await response?.body?.cancel();
  return dateOf(response);
}

/** The time that a server says it is; null when it says none. */
export function dateOf(response: Response | null): number | null {
  const at = Date.parse(response?.headers.get('date') ?? '');
  return Number.isNaN(at) ? null : at;
}
