/** Who one is and which tab is open stand in the address: two windows can be two people. */

export function readPlace() {
  const values = new URLSearchParams(location.hash.slice(1));
  return { as: values.get('as'), tab: values.get('tab'), on: values.get('on') };
}

export function writePlace({ as, tab, on }) {
  const hash = `#${new URLSearchParams({ as, tab, ...(on === 'teams' ? { on } : {}) })}`;
  if (location.hash !== hash) history.replaceState(null, '', hash);
}
