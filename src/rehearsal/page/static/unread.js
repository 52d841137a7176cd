/**
 * How far one has read as each person. It is kept in the browser, so that a reload does not make old messages new;
 * after a restart of the rehearsal its cards are posted again and count as new, as they do for the people.
 */
const KEY = 'rehearsal-read';
const readUpTo = new Map(Object.entries(stored()));

/** All messages of this screen have been seen. */
export function markRead(userId, messages) {
  const newest = messages.at(-1)?.ts;
  if (newest === undefined || newest === readUpTo.get(userId)) return;
  readUpTo.set(userId, newest);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(readUpTo)));
  } catch {
    // A browser that keeps nothing: the marks then hold for this window.
  }
}

/** Messages of others after the last one that was seen. */
export function unreadIn(userId, messages) {
  const read = Number(readUpTo.get(userId) ?? 0);
  // Read further than there is: the rehearsal was begun again with an earlier clock.
  const seen = read > Number(messages.at(-1)?.ts ?? 0) ? 0 : read;
  return messages.filter(({ ts, from }) => from !== userId && Number(ts) > seen).length;
}

function stored() {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
