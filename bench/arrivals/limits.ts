/**
 * What the platforms let an app do, as their pages say (docs/scale.md names them). Where a page leaves a number open the
 * strict reading is taken: no bursts beyond it.
 */

/** What a message costs there. `chat`: the conversation that it goes to. */
export interface Call {
  method: 'post' | 'update' | 'home';
  scope: string;
  chat: string;
}

/** null: taken. Else "come back later": after so many ms, where the platform says when. */
export type Limits = (call: Call, now: number) => null | { retryAfterMs: number | null };

const minute = 60_000;

/** So many in a window, which begins with the first call in it. */
interface Window {
  from: number;
  taken: number;
}

/** @returns how long until the window's end where it is full */
function takeIn(windows: Map<string, Window>, key: string, now: number, most: number, lengthMs: number): number | null {
  const window = windows.get(key);
  if (window === undefined || now >= window.from + lengthMs) {
    windows.set(key, { from: now, taken: 1 });
    return null;
  }
  if (window.taken >= most) return window.from + lengthMs - now;
  window.taken += 1;
  return null;
}

/** Slack counts each method of each workspace by itself, in windows of a minute. */
const slackPerMinute = {
  /** "Several hundred messages per minute": taken as three. */
  post: 300,
  /** chat.update, tier 3: 50 and more. */
  update: 50,
  /** views.publish, tier 4: 100 and more. */
  home: 100,
};
/** Of chat.postMessage to one conversation: one a second, short bursts; taken as three at once. */
const slackBurst = 3;

export function slackLimits(): Limits {
  const windows = new Map<string, Window>();
  const chats = new Map<string, { at: number; left: number }>();
  return ({ method, scope, chat }, now) => {
    if (method === 'post') {
      const last = chats.get(chat) ?? { at: now, left: slackBurst };
      const left = Math.min(slackBurst, last.left + (now - last.at) / 1_000);
      if (left < 1) return { retryAfterMs: 1_000 };
      chats.set(chat, { at: now, left: left - 1 });
    }
    const full = takeIn(windows, `${scope} ${method}`, now, slackPerMinute[method], minute);
    return full === null ? null : { retryAfterMs: Math.ceil(full / 1_000) * 1_000 };
  };
}

/** Teams counts each conversation in four windows, and each tenant of an app by the second. It does not promise a Retry-After. */
const teamsChat = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
const teamsTenantPerSecond = 50;

export function teamsLimits(): Limits {
  const windows = new Map<string, Window>();
  return ({ scope, chat }, now) => {
    if (takeIn(windows, scope, now, teamsTenantPerSecond, 1_000) !== null) return { retryAfterMs: null };
    for (const [most, lengthMs] of teamsChat)
      if (takeIn(windows, `${chat} ${lengthMs}`, now, most, lengthMs) !== null) return { retryAfterMs: null };
    return null;
  };
}
