import { placeOf } from './messenger.ts';

/**
 * A link that opens a message of the bot in Slack for the one who got it; the conversation with the bot where the message
 * is not known. It carries ids alone: who opens it signs in to Slack.
 */
export function messageLink(
  place: string | null,
  { url, teamId, botUserId }: { url: string | undefined; teamId: string | undefined; botUserId: string | undefined },
): string {
  if (place !== null && url !== undefined) {
    const { channel, ts } = placeOf(place);
    return new URL(`archives/${channel}/p${ts.replace('.', '')}`, url).href;
  }
  const address = new URL('https://slack.com/app_redirect');
  address.searchParams.set('channel', botUserId ?? '');
  address.searchParams.set('team', teamId ?? '');
  return address.href;
}
