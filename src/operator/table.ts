import { type Html, html, nothing } from './html.ts';

/** A table that can be sorted by each column; without scripts it stands in the order it was made in. */
export interface Table {
  /** What it is a table of: its name for who can't see it. */
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** The name is shown, too. */
  titled?: boolean;
  id?: string;
}

interface Column {
  head: string;
  /** Numbers and durations stand to the right. */
  number?: boolean;
}

/** Words, and what they are sorted by where that is not the words. */
export type Cell = string | { words: string; by: number | string };

export function table({ name, columns, rows, titled = true, id }: Table): Html {
  const heads = columns.map(({ head, number }) => html`<th scope="col" class="${number ? 'number' : ''}">${head}</th>`);
  const caption = titled ? html`<caption>${name}</caption>` : html`<caption class="unseen">${name}</caption>`;
  return html`<div class="wide" role="group" tabindex="0" aria-label="${name}"><table class="sortable"${id === undefined ? nothing : html` id="${id}"`}>${caption}<thead><tr>${heads}</tr></thead><tbody>${rows.map((row) => line(columns, row))}</tbody></table></div>`;
}

function line(columns: readonly Column[], row: readonly Cell[]): Html {
  const cells = row.map((cell, index) => {
    const { words, by } = typeof cell === 'string' ? { words: cell, by: cell } : cell;
    return index === 0
      ? html`<th scope="row" data-by="${by}">${words}</th>`
      : html`<td data-by="${by}" class="${columns[index]?.number ? 'number' : ''}">${words}</td>`;
  });
  return html`<tr>${cells}</tr>`;
}

export const number = (n: number): Cell => ({ words: n.toLocaleString('en-US'), by: n });
