/** Tables that can be sorted by each column: a button in each head, and aria-sort says how it stands. */
const numeric = /^-?\d+(?:\.\d+)?$/;

export function startSorting(table) {
  const heads = [...table.tHead.rows[0].cells];
  for (const [index, head] of heads.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      order(table, index, down ? -1 : 1);
    });
    head.append(button);
  }
}

function order(table, index, direction) {
  const [body] = table.tBodies;
  const by = (row) => row.cells[index].dataset.by;
  const rows = [...body.rows].sort((a, b) => direction * compare(by(a), by(b)));
  body.append(...rows);
}

function compare(a, b) {
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b);
  return a.localeCompare(b, 'en', { numeric: true });
}
