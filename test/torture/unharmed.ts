/** What no kill may do. Messages that stand twice are counted besides. */
export const unharmed = {
  lost: 0,
  decidedTwice: 0,
  requestedTwice: 0,
  undelivered: 0,
  untold: 0,
  stuck: 0,
  chainBrokenAt: null,
} as const;

type Harm = Record<keyof typeof unharmed, number | null>;

/** Whether something was lost, was done twice, or never came. */
export const harmed = (toll: Harm): boolean =>
  Object.entries(unharmed).some(([name, value]) => toll[name as keyof Harm] !== value);
