/**
 * Brings a list of nodes up to date without rebuilding what did not change. A screen refreshes while somebody types
 * in it: her input must stay the same node, with its focus, its selection and its half-typed word.
 */

/**
 * items: {key, data}. A node whose data is the same stays. A node with a `patchWith(data)` that answers true was
 * brought up to date in place. Everything else is made again by `make(item)`.
 */
export function patchList(container, items, make) {
  const old = new Map([...container.children].map((node) => [node.patchKey, node]));
  const nodes = items.map((item) => {
    const json = JSON.stringify(item.data);
    let node = old.get(item.key);
    old.delete(item.key);
    if (!node || (node.patchJson !== json && !node.patchWith?.(item.data))) node = make(item);
    node.patchKey = item.key;
    node.patchJson = json;
    return node;
  });
  keepFocus(container, () => {
    const kept = new Set(nodes);
    for (const node of [...container.children]) if (!kept.has(node)) node.remove();
    for (const [at, node] of nodes.entries()) {
      if (container.children[at] !== node) container.insertBefore(node, container.children[at] ?? null);
    }
  });
}

/** Blocks and messages may carry no id of their own: the place in the list then stands for it. */
export function withKeys(list, keyOf) {
  const seen = new Map();
  return list.map((data, at) => {
    const name = keyOf(data) ?? `#${at}`;
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return { key: times === 0 ? name : `${name}~${times}`, data };
  });
}

/** A replaced control hands its focus and selection to its successor, which carries the same data-key. */
function keepFocus(container, change) {
  const before = document.activeElement;
  const held = before && container.contains(before) ? before : null;
  const selection = held ? selectionOf(held) : null;
  change();
  if (!held || document.activeElement === held) return;
  const key = held.dataset.key;
  const heir = held.isConnected ? held : key && container.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!heir) return;
  heir.focus({ preventScroll: true });
  if (selection && 'setSelectionRange' in heir) {
    try {
      heir.setSelectionRange(selection.start, selection.end);
    } catch {
      // E-mail and number inputs have no selection.
    }
  }
}

function selectionOf(node) {
  const start = node.selectionStart;
  return typeof start === 'number' ? { start, end: node.selectionEnd } : null;
}
