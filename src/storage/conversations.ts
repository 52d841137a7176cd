import { Keyv } from 'keyv';
import type { Conversations } from '#application/questions.ts';
import type { Db } from './database.ts';
import { draftStore } from './drafts.ts';

const rememberedMs = 30 * 60 * 1000;

/** What each person asked last, for half an hour; a store that fails means that nothing is remembered. */
export function openConversations(db: Db): Conversations {
  const keyv = new Keyv({ store: draftStore(db) });
  return {
    async previous(personId) {
      return (await keyv.get<string>(`asked:${personId}`).catch(() => undefined)) ?? null;
    },
    async remember(personId, question) {
      await keyv.set(`asked:${personId}`, question, rememberedMs).catch(() => undefined);
    },
  };
}
