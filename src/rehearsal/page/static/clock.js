/** The rehearsal's date and time, and buttons that move it forward for the bot and its Slack together. */
import { moveClock } from './client.js';
import { formatMoment } from './dates.js';
import { h, icon, setText } from './dom.js';
import { toast } from './toast.js';

const STEPS = [
  ['hour', '+1 hour'],
  ['day', '+1 day'],
  ['week', '+1 week'],
  ['workday-morning', 'Next workday 9:00'],
];

/** The rehearsal's clock goes this far ahead of the browser's. */
let aheadMs = 0;
export const now = () => Date.now() + aheadMs;

/** `who()` is the person as whom the clock is read; `changed()` is called when the day may be another. */
export function startClock(place, { who, changed }) {
  const time = h('time', { class: 'clock-time' });
  const day = h('span', {});
  const steps = h(
    'div',
    { class: 'clock-steps', id: 'clock-steps' },
    time,
    STEPS.map(([step, words]) =>
      h('button', { type: 'button', class: 'bar-button', onclick: () => move(step) }, words),
    ),
  );
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'bar-button clock-opener',
      'aria-expanded': 'false',
      'aria-controls': steps.id,
      onclick: () => unfold(!steps.classList.contains('open')),
    },
    icon('clock'),
    day,
  );
  place.append(opener, steps);

  function unfold(open) {
    steps.classList.toggle('open', open);
    opener.setAttribute('aria-expanded', String(open));
  }

  async function move(step) {
    const { error, clock } = await moveClock(who().id, step);
    if (error) return toast(error);
    set(clock.now);
    toast(`It is now ${formatMoment(now(), who().timeZone)}.`);
  }

  function draw() {
    const words = formatMoment(now(), who()?.timeZone);
    setText(time, words);
    setText(day, words.split(', ')[1]);
    opener.setAttribute('aria-label', `${words}: move the clock`);
    time.setAttribute('datetime', new Date(now()).toISOString());
  }

  /** What the server says the time is; null: this rehearsal's clock can't be moved. */
  function set(serverNow) {
    place.hidden = serverNow === null;
    // A whole second of play: the answer's way here must not make the page jump.
    const ahead = serverNow === null ? 0 : serverNow - Date.now();
    if (Math.abs(ahead - aheadMs) > 1_000) aheadMs = ahead;
    draw();
    changed();
  }

  setInterval(() => {
    draw();
    changed();
  }, 10_000);
  return { set, draw };
}
