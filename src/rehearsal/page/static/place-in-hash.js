/** Who one is and which tab is open stand in the address: two windows can be two people. */

export function readPlace() {
  const values = new URLSearchParams(location.hash.slice(1));
  return { as: values.get('as'), tab: values.get('tab') };
}

export function writePlace({ as, tab }) {
  const hash = `#${new URLSearchParams({ as, tab })}`;
  if (location.hash !== hash) history.replaceState(null, '', hash);
}
