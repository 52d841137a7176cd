/** Slack's <!date^seconds^format^link|fallback>, in the time zone of the person who reads it. Pure. */

const ordinal = (day) => {
  const last = day % 10;
  const teen = Math.floor((day % 100) / 10) === 1;
  return `${day}${teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[last] ?? 'th')}`;
};

/** null when the format holds a token that Slack does not know: the caller then shows the fallback, as Slack does. */
export function formatDate(seconds, format, { timeZone, now = Date.now() } = {}) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const part = (options) => new Intl.DateTimeFormat('en-US', { timeZone: safeZone(timeZone), ...options }).format(at);
  const month = (style) => part({ month: style });
  const day = ordinal(Number(part({ day: 'numeric' })));
  const year = part({ year: 'numeric' });
  const words = {
    date_num: () => `${year}-${part({ month: '2-digit' })}-${part({ day: '2-digit' })}`,
    date: () => `${month('long')} ${day}, ${year}`,
    date_short: () => part({ dateStyle: 'medium' }),
    date_long: () => `${part({ weekday: 'long' })}, ${month('long')} ${day}, ${year}`,
    time: () => part({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => part({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(now - at.getTime()),
  };
  for (const name of ['date', 'date_short', 'date_long']) {
    words[`${name}_pretty`] = () => nearDay(at, now, timeZone) ?? words[name]();
  }
  let known = true;
  const shown = format.replace(/\{(\w+)\}/g, (whole, name) => {
    if (Object.hasOwn(words, name)) return words[name]();
    known = false;
    return whole;
  });
  return known ? shown : null;
}

export function formatTime(ms, timeZone) {
  return new Intl.DateTimeFormat('en-US', { timeZone: safeZone(timeZone), hour: 'numeric', minute: '2-digit' }).format(
    ms,
  );
}

export function formatDay(ms, timeZone, now = Date.now()) {
  const near = nearDay(new Date(ms), now, timeZone);
  if (near) return near[0].toUpperCase() + near.slice(1);
  const options = { timeZone: safeZone(timeZone), weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' };
  return new Intl.DateTimeFormat('en-US', options).format(ms);
}

/** The rehearsal's clock: "Sat, Nov 21, 2026, 8:03 AM CST". */
export function formatMoment(ms, timeZone) {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: safeZone(timeZone),
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(ms);
}

function nearDay(at, now, timeZone) {
  const dayNumber = (time) => {
    const iso = new Intl.DateTimeFormat('en-CA', { timeZone: safeZone(timeZone), dateStyle: 'short' }).format(time);
    return Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
  };
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[dayNumber(at) - dayNumber(now)] ?? null;
}

function ago(ms) {
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const steps = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(ms) >= length) ?? ['second', 1000];
  return relative.format(-Math.round(ms / size), unit);
}

/** A person's time zone comes from the workspace; one that the browser does not know must not break the page. */
function safeZone(timeZone) {
  try {
    return timeZone && new Intl.DateTimeFormat('en', { timeZone }) ? timeZone : undefined;
  } catch {
    return undefined;
  }
}
