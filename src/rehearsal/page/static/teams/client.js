/** Talks to the page's server about Teams: what one person does there, and what she sees. */
import { ask, send } from '../client.js';
import { toast } from '../toast.js';

const queues = new Map();
let hear = () => {};

/** `screen(as, screen, order)` after every answer that carries one. */
export function listenToTeams(screen) {
  hear = screen;
}

export async function fetchTeamsScreen(as) {
  try {
    const { body } = await ask(`/teams/screen?as=${encodeURIComponent(as)}`);
    if (body.screen) hear(as, body.screen, body.order);
  } catch {
    // The connection for changes says so, and asks again when it is back.
  }
}

/** What she does goes out in the order in which she did it. Answers {answered, error}; never throws. */
export function actInTeams(as, what) {
  const before = queues.get(as) ?? Promise.resolve();
  const done = before.then(() => askTeams(as, what));
  queues.set(as, done);
  return done;
}

/** Presses a button; what her client would not let her do is said. */
export async function pressInTeams(as, place, inputs) {
  const { error } = await actInTeams(as, { do: 'press', place, inputs });
  if (error) toast(error);
}

/** Without waiting for its turn: a search changes nothing. Answers {choices, cards, error}; never throws. */
export async function askTeams(as, what) {
  const body = await send('/teams/act', { as, ...what });
  if (body.screen) hear(as, body.screen, body.order);
  return body;
}
