import { z } from 'zod';
import { type Asked, parseAsked } from './parse-asked.ts';

/** What Teams sends, read at the edge. Ids only: nothing in an activity says what somebody may do. */

/** An activity, as far as the bot looks at it. */
export interface Incoming {
  /** The same for an activity that is sent once more; undefined where Teams gave it no id. */
  once: string | undefined;
  tenantId: string;
  serviceUrl: string;
  conversation: { id: string; personal: boolean };
  /** null: no person did it. */
  from: { objectId: string; userId: string } | null;
  timeZone: string | null;
  /** The message that a button stands in, or that is answered. */
  messageId: string | null;
  asked: Asked;
}

const id = z.string().min(1).max(500);
const tenant = z.string().max(100).toLowerCase();

const activitySchema = z.looseObject({
  type: z.string().max(100),
  id: z.string().max(500).default(''),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().max(500),
  from: z.looseObject({ id, aadObjectId: z.string().max(100).toLowerCase().optional() }).optional(),
  recipient: z.looseObject({ id }).optional(),
  conversation: z.looseObject({ id, conversationType: z.string().optional(), tenantId: tenant.optional() }),
  localTimezone: z.string().max(100).optional(),
  replyToId: id.optional().catch(undefined),
  channelData: z.looseObject({ tenant: z.looseObject({ id: tenant }).optional() }).default({}),
});

/** An activity whose envelope can be read. */
export type Activity = z.infer<typeof activitySchema>;

/** @returns null when it is none of Teams */
export function parseIncoming(body: unknown): Incoming | null {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) return null;
  const activity = parsed.data;
  const { conversation, channelData, from } = activity;
  // Both say the same; when they don't, the activity is of no tenant that anybody allowed.
  const [tenantId = '', ...others] = new Set(
    [conversation.tenantId, channelData.tenant?.id].filter((one) => one !== undefined),
  );
  return {
    once: activity.id === '' ? undefined : `teams:${conversation.id}:${activity.id}`,
    tenantId: others.length === 0 ? tenantId : '',
    serviceUrl: activity.serviceUrl,
    conversation: { id: conversation.id, personal: conversation.conversationType === 'personal' },
    from: from?.aadObjectId === undefined ? null : { objectId: from.aadObjectId, userId: from.id },
    timeZone: timeZoneOf(activity.localTimezone),
    messageId: activity.replyToId ?? null,
    asked: parseAsked(activity),
  };
}

/** A time zone that can be used; null otherwise. */
function timeZoneOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const known = timeZones.get(name);
  if (known !== undefined) return known;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    timeZones.set(name, timeZone);
    return timeZone;
  } catch {
    return null;
  }
}

/** Those that this machine knows, by what Teams called them: a few hundred at most. Looking one up takes a millisecond. */
const timeZones = new Map<string, string>();
