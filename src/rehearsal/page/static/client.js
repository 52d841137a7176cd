/** Talks to the page's server: what one person does, what she sees, and word of changes. */

/** What one person does goes out in the order in which she did it. */
const queues = new Map();
const listeners = { screen: () => {}, trouble: () => {} };

/** `screen(as, screen, order)` after every answer that carries one; `trouble(isThere)` when the server is away. */
export function listen(wanted) {
  Object.assign(listeners, wanted);
}

export async function fetchPeople() {
  return (await ask('/people')).body;
}

export async function fetchScreen(as) {
  try {
    const { body } = await ask(`/screen?as=${encodeURIComponent(as)}`);
    if (body.screen) listeners.screen(as, body.screen, body.order);
  } catch {
    // The connection for changes notices it too, says so, and asks again when it is back.
  }
}

/** Answers {ok, answered, found, error}; never throws. */
export function act(as, what) {
  const before = queues.get(as) ?? Promise.resolve();
  const done = before.then(() => actNow(as, what));
  queues.set(as, done);
  return done;
}

/** Without waiting for its turn: a search changes nothing and must not stand behind a slow answer. */
export async function actNow(as, what) {
  try {
    const { ok, body } = await ask('/act', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ as, ...what }),
    });
    if (body.screen) listeners.screen(as, body.screen, body.order);
    return { ok, ...body };
  } catch {
    return { ok: false, error: 'The rehearsal does not answer. Is it still running?' };
  }
}

/** Moves the rehearsal's clock. Answers {clock} or {error}; never throws. */
export const moveClock = (as, step) => send('/clock', { as, step });

/** Lets somebody join the workspace. Answers {} or {error}; never throws. */
export const letJoin = (id) => send('/join', { id });

export async function send(path, what) {
  try {
    const headers = { 'Content-Type': 'application/json' };
    return (await ask(path, { method: 'POST', headers, body: JSON.stringify(what) })).body;
  } catch {
    return { error: 'The rehearsal does not answer. Is it still running?' };
  }
}

/** `heard({screens: [...]})`, `heard({people: true})` or `heard({clock: ms})`; `back()` after each (re)connection. */
export function hearChanges(heard, back) {
  const source = new EventSource('/changes');
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onopen = () => {
    listeners.trouble(false);
    back();
  };
  source.onerror = () => listeners.trouble(true);
}

export async function ask(path, options) {
  const response = await fetch(path, options);
  return { ok: response.ok, body: await response.json() };
}
