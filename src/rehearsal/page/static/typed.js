/**
 * What is typed but has not reached the workspace yet. While an entry is here, a refreshed screen does not overwrite
 * the input; before anything is pressed or submitted, all entries are sent.
 */
import { act, fetchScreen } from './client.js';
import { wireValue } from './state-values.js';
import { toast } from './toast.js';

const WAIT_MS = 200;
const entries = new Map();

/** The state of an input that the workspace does not know yet, else undefined. */
export function unsent(key) {
  return entries.get(key)?.state;
}

/** `when`: 'soon' after a pause in typing, 'now', or 'asked' (only with the next send()). */
export function type(key, { as, blockId, actionId, state }, when = 'soon') {
  const entry = entries.get(key) ?? { turn: 0, timer: null };
  clearTimeout(entry.timer);
  Object.assign(entry, { as, blockId, actionId, state, turn: entry.turn + 1, sent: false });
  entries.set(key, entry);
  if (when === 'soon') entry.timer = setTimeout(() => sendOne(key), WAIT_MS);
  return when === 'now' ? sendOne(key) : Promise.resolve();
}

/** Sends all that waits; resolves when it has arrived. */
export async function sendTyped() {
  await Promise.all([...entries.keys()].map(sendOne));
}

/** Keeps the chosen state on display until `work` is through. */
export async function holdWhile(key, state, work) {
  const entry = { state, turn: 1, sent: true };
  entries.set(key, entry);
  try {
    return await work();
  } finally {
    if (entries.get(key) === entry) entries.delete(key);
  }
}

async function sendOne(key) {
  const entry = entries.get(key);
  if (!entry) return;
  clearTimeout(entry.timer);
  const { turn } = entry;
  if (!entry.sent) {
    entry.sent = true;
    const block = entry.blockId === undefined ? {} : { blockId: entry.blockId };
    entry.arrival = act(entry.as, { do: 'fill', actionId: entry.actionId, value: wireValue(entry.state), ...block });
  }
  const done = await entry.arrival;
  if (entries.get(key) !== entry || entry.turn !== turn) return;
  // A refused text (too long, say) stays on display: the person is still at it. A refused choice must not look chosen.
  const isText = typeof wireValue(entry.state) === 'string';
  if (done?.ok || !isText) entries.delete(key);
  if (!done?.ok && !isText) {
    toast(done?.error ?? 'This choice was not taken.');
    await fetchScreen(entry.as);
  }
}
