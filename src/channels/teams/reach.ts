import {
  type TeamsAccount,
  type TeamsReferences,
  type WhyUnreachable,
  waitsForPerson,
} from '#application/teams-references.ts';
import { ConnectorFault } from './connector-fault.ts';
import type { Incoming } from './parse.ts';
import type { Sdk } from './sdk.ts';

/** Whether a person can be written to is a state: her chat is kept when she uses the bot, and lost when Teams says so. */

/** Nobody can write to her now. What is due waits until she comes back. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  constructor() {
    super(waitsForPerson);
  }
}

/** A conversation, and where Teams takes what is for it. */
export interface Chat {
  serviceUrl: string;
  conversationId: string;
}

export interface ReachDeps {
  sdk: Pick<Sdk, 'conversations'>;
  references: TeamsReferences;
  appId: string;
  /** Told when somebody can be written to again, or no longer. */
  changed(account: TeamsAccount): Promise<void>;
  now(): number;
}

/** Takes in where the one who acts can be written to. @returns whether something is due because she is back */
export async function keepChat(
  { references, changed, now }: Omit<ReachDeps, 'sdk'>,
  incoming: Incoming,
): Promise<boolean> {
  const { from, tenantId, serviceUrl, conversation } = incoming;
  if (from === null) return false;
  const account = { tenantId, objectId: from.objectId };
  const known = await references.find(account);
  // In a channel she can be met while her own chat is closed to the bot.
  if (!conversation.personal && known !== null) return false;
  const conversationId = conversation.personal ? conversation.id : null;
  const same =
    known?.serviceUrl === serviceUrl &&
    known.conversationId === conversationId &&
    known.userId === from.userId &&
    known.unreachable === null;
  if (same) return false;
  const due = await references.keep(account, { serviceUrl, conversationId, userId: from.userId }, now());
  if (known === null || known.unreachable === null) return due;
  await changed(account);
  return true;
}

/** Her own chat; it is made when she was only met in a channel. @throws Unreachable */
export async function chatWith(deps: ReachDeps, account: TeamsAccount): Promise<Chat> {
  const { sdk, references, appId, now } = deps;
  const known = await references.find(account);
  if (known === null || known.unreachable !== null) throw new Unreachable();
  const { serviceUrl, conversationId, userId } = known;
  if (conversationId !== null) return { serviceUrl, conversationId };
  const connector = await sdk.conversations(serviceUrl);
  const made = await connector
    .createConversation({
      isGroup: false,
      bot: { id: `28:${appId}` },
      members: [{ id: userId }],
      tenantId: account.tenantId,
      channelData: { tenant: { id: account.tenantId } },
    })
    .catch((fault: unknown) => lost(deps, account, fault));
  await references.keep(account, { serviceUrl, conversationId: made.id, userId }, now());
  return { serviceUrl, conversationId: made.id };
}

/** Takes a fault of writing to her: where it says that she can't be reached, that is remembered. @throws always */
export async function lost(
  { references, changed, now }: ReachDeps,
  account: TeamsAccount,
  fault: unknown,
): Promise<never> {
  const why = whyLost(fault);
  if (why === null) throw fault;
  await references.lose(account, why, now());
  await changed(account);
  throw new Unreachable();
}

function whyLost(fault: unknown): WhyUnreachable | null {
  if (!(fault instanceof ConnectorFault)) return null;
  if (fault.status === 403) return fault.code === 'ConversationBlockedByUser' ? 'blocked' : 'not-in-chat';
  return fault.status === 404 ? 'not-in-chat' : null;
}
