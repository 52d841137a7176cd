import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Identity, KnownPerson } from '#application/ledger.ts';
import type { SentMessage } from '#application/outbox.ts';
import type { Message, Page } from '#views/elements.ts';
import { attachment } from './answer.ts';
import { ConnectorFault } from './connector-fault.ts';
import { type Chat, chatWith, lost, type ReachDeps } from './reach.ts';
import { renderCard, renderProfile } from './render.ts';
import { cut } from './text.ts';
import { fromThreadPlace } from './thread-place.ts';

/** Posts and edits the bot's messages on Teams. One attempt each; the outbox does the rest. */
export interface Messenger {
  /** Posts a message to a person, or edits the one that stands at `before`; null when it shows the same already. */
  send(to: KnownPerson, message: Message, before: SentMessage | null): Promise<SentMessage | null>;
  /** Posts in the thread of a channel, once. */
  reply(
    to: { channel: string; thread: string },
    message: Message,
    before: SentMessage | null,
  ): Promise<SentMessage | null>;
  /** Edits her last My Profile; where there is none, nothing is shown. */
  updatePage(to: KnownPerson, page: Page, before: SentMessage | null): Promise<SentMessage | null>;
  /** Posts My Profile, because she asked for it. */
  postPage(to: KnownPerson, page: Page): Promise<SentMessage>;
  /** Whether what was sent shows just this. */
  shows(to: KnownPerson, sent: SentMessage | null, shown: Message | Page): boolean;
  /** Says a few words in her own chat. */
  say(to: Identity, text: string): Promise<void>;
}

const placeSchema = z.object({ serviceUrl: z.string(), conversationId: z.string(), activityId: z.string() });

/** @param opens whether a button's action leads to a dialog */
export function teamsMessenger(deps: ReachDeps, opens: (action: string) => boolean): Messenger {
  const { sdk } = deps;
  const post = async (
    { serviceUrl, conversationId }: Chat,
    { activity, contentHash }: Content,
  ): Promise<SentMessage> => {
    const { id } = await (await sdk.conversations(serviceUrl)).sendToConversation(conversationId, activity);
    return { place: JSON.stringify({ serviceUrl, conversationId, activityId: id }), contentHash };
  };
  const postTo = async ({ identity }: { identity: Identity }, content: Content): Promise<SentMessage> => {
    const account = accountOf(identity);
    const chat = await chatWith(deps, account);
    return post(chat, content).catch((fault: unknown) => lost(deps, account, fault));
  };
  /** @returns the message as it stands now, null when it is gone */
  const edit = async (to: KnownPerson, before: SentMessage, { activity, contentHash }: Content) => {
    const { serviceUrl, conversationId, activityId } = placeSchema.parse(JSON.parse(before.place));
    // She may be known to be out of reach: then nothing is sent.
    await chatWith(deps, accountOf(to.identity));
    try {
      const connector = await sdk.conversations(serviceUrl);
      await connector.updateActivity(conversationId, activityId, { ...activity, id: activityId });
      return { place: before.place, contentHash };
    } catch (fault) {
      return fault instanceof ConnectorFault && fault.status === 404 ? null : lost(deps, accountOf(to.identity), fault);
    }
  };
  const inMessage = (message: Message, timeZone: string | null): Content =>
    contentOf(renderCard(message, { opens, timeZone }), message.fallback);
  const inPage = (page: Page, timeZone: string | null): Content =>
    contentOf(renderProfile(page, { opens, timeZone }), '');
  return {
    async send(to, message, before) {
      const content = inMessage(message, to.timeZone);
      if (before?.contentHash === content.contentHash) return null;
      return (before && (await edit(to, before, content))) ?? postTo(to, content);
    },
    async reply(to, message, before) {
      return before === null ? post(fromThreadPlace(to), inMessage(message, null)) : null;
    },
    async updatePage(to, page, before) {
      const content = inPage(page, to.timeZone);
      return before === null || before.contentHash === content.contentHash ? null : edit(to, before, content);
    },
    postPage: (to, page) => postTo(to, inPage(page, to.timeZone)),
    shows: ({ timeZone }, sent, shown) =>
      sent?.contentHash === ('fallback' in shown ? inMessage(shown, timeZone) : inPage(shown, timeZone)).contentHash,
    async say(identity, text) {
      await postTo(
        { identity },
        { activity: { type: 'message', textFormat: 'plain', text: cut(text, 4_000) }, contentHash: '' },
      );
    },
  };
}

const accountOf = ({ scope, userId }: Identity) => ({ tenantId: scope, objectId: userId });

interface Content {
  activity: object;
  contentHash: string;
}

function contentOf(card: Parameters<typeof attachment>[0], summary: string): Content {
  const words = summary === '' ? {} : { summary: cut(summary, 1_000) };
  const activity = { type: 'message', ...words, attachments: [attachment(card)] };
  return { activity, contentHash: createHash('sha256').update(JSON.stringify(activity)).digest('hex').slice(0, 32) };
}
