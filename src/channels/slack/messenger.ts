import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SentMessage } from '#application/outbox.ts';
import type { Message, Page } from '#views/elements.ts';
import { renderHome, renderMessage } from './render.ts';
import { slackFault } from './slack-error.ts';
import { escapeMarks } from './text.ts';

/** Posts and edits the bot's messages on Slack. One attempt each; the outbox does the rest. */
export interface Messenger {
  /** Posts a message to a person, or edits the one that stands at `before`; null when it shows the same already. */
  send(userId: string, message: Message, before: SentMessage | null): Promise<SentMessage | null>;
  /** Posts in the thread of a channel, once. */
  reply(
    to: { channel: string; thread: string },
    message: Message,
    before: SentMessage | null,
  ): Promise<SentMessage | null>;
  /** @returns what it shows, for a later look */
  publishHome(userId: string, page: Page): Promise<SentMessage>;
  sendToChannel(channel: string, text: string): Promise<void>;
}

const placeSchema = z.object({ channel: z.string(), ts: z.string(), team: z.string().optional() });

/** Where a message stands, as it was kept. */
export const placeOf = (place: string): z.infer<typeof placeSchema> => placeSchema.parse(JSON.parse(place));

/** Whether what was sent shows just this. */
export const showsNow = (sent: SentMessage | null, shown: Message | Page): boolean =>
  sent?.contentHash === hashOf('fallback' in shown ? renderMessage(shown) : renderHome(shown));

/** A message that can't be edited any more is posted anew. */
const gone = new Set(['message_not_found', 'channel_not_found', 'edit_window_closed', 'cant_update_message']);

const hashOf = (rendered: object): string =>
  createHash('sha256').update(JSON.stringify(rendered)).digest('hex').slice(0, 32);

/** @param team kept with each message, where there are several workspaces */
export function slackMessenger(client: WebClient, team?: string): Messenger {
  const kept = (posted: { channel?: string; ts?: string }) =>
    JSON.stringify(placeSchema.parse({ channel: posted.channel, ts: posted.ts, team }));
  return {
    async send(userId, message, before) {
      const rendered = renderMessage(message);
      const content = { text: rendered.text, blocks: rendered.blocks as never };
      const contentHash = hashOf(rendered);
      if (before?.contentHash === contentHash) return null;
      if (before !== null) {
        const { channel, ts } = placeOf(before.place);
        try {
          await client.chat.update({ channel, ts, ...content });
          return { place: before.place, contentHash };
        } catch (fault) {
          if (!gone.has(slackFault(fault)?.code ?? '')) throw fault;
        }
      }
      const posted = await client.chat.postMessage({
        channel: userId,
        unfurl_links: false,
        unfurl_media: false,
        ...content,
      });
      return { place: kept(posted), contentHash };
    },
    async reply({ channel, thread }, message, before) {
      if (before !== null) return null;
      const rendered = renderMessage(message);
      const posted = await client.chat.postMessage({
        channel,
        thread_ts: thread,
        unfurl_links: false,
        unfurl_media: false,
        text: rendered.text,
        blocks: rendered.blocks as never,
      });
      return { place: kept(posted), contentHash: '' };
    },
    async publishHome(userId, page) {
      const view = renderHome(page);
      await client.views.publish({ user_id: userId, view: view as never });
      return { place: '', contentHash: hashOf(view) };
    },
    async sendToChannel(channel, text) {
      await client.chat.postMessage({ channel, text: escapeMarks(text), unfurl_links: false, unfurl_media: false });
    },
  };
}
