import { styleText } from 'node:util';

/** What was measured, beside its floor and its aim: as a table for the terminal, as one for a page, and as a picture. */

export interface Row {
  figure: string;
  ours: number;
  floor: number;
  unit: string;
  /** What is judged: ours to the floor, or what is more than it. */
  judged: 'ratio' | 'difference';
  aim: number;
  /** Which side of the aim is well. */
  well: 'below' | 'above';
}

export const judgedValue = ({ ours, floor, judged }: Row): number => (judged === 'ratio' ? ours / floor : ours - floor);

export const isMet = (row: Row): boolean => {
  const value = rounded(judgedValue(row));
  return row.well === 'below' ? value <= row.aim : value >= row.aim;
};

const rounded = (value: number) => Number(value.toFixed(Math.abs(value) < 10 ? 2 : 0));
const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toFixed(2)).toString());
const aimOf = ({ well, aim, judged, unit }: Row) =>
  `${well === 'below' ? '≤' : '≥'} ${judged === 'difference' ? `+${aim} ${unit}` : aim}`;
const judgedOf = (row: Row) => {
  const value = rounded(judgedValue(row));
  return row.judged === 'ratio' ? value.toFixed(2) : `${value < 0 ? '' : '+'}${value} ${row.unit}`;
};

const cells = (row: Row) => [
  row.figure,
  `${number(row.ours)} ${row.unit}`,
  `${number(row.floor)} ${row.unit}`,
  judgedOf(row),
  aimOf(row),
  isMet(row) ? 'met' : 'MISSED',
];
const heads = ['figure', 'ours', 'floor', 'ratio', 'aim', ''];

/** For the terminal. */
export function asText(rows: readonly Row[]): string {
  const all = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) => {
      const text = line.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      const joined = text.join('  ').trimEnd();
      return line.at(-1) === 'MISSED' ? styleText('yellow', joined) : joined;
    })
    .join('\n');
}

/** For a page. */
export function asMarkdown(rows: readonly Row[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const bold = (row: Row) => cells(row).map((cell, column) => (column === 5 && !isMet(row) ? '**missed**' : cell));
  return [line(heads), line(['---', '--:', '--:', '--:', '--:', '---']), ...rows.map((row) => line(bold(row)))].join(
    '\n',
  );
}

const height = 22;
const left = 430;
const right = 860;
/** How many times its aim a figure is: on the line it just meets it. A quarter stands at the left edge, sixteen times at the right. */
const edges = { least: 0.25, most: 16 };

/**
 * Each figure as a bar from its aim: to the left it is better, to the right it is worse, each mark twice the one before.
 * @returns an SVG that reads on white and on black
 */
export function asPicture(rows: readonly Row[], title: string): string {
  const x = (times: number) => {
    const within = Math.min(edges.most, Math.max(edges.least, times));
    return left + ((Math.log2(within) - Math.log2(edges.least)) / Math.log2(edges.most / edges.least)) * (right - left);
  };
  const middle = x(1);
  const bars = rows.map((row, index) => {
    const top = 70 + index * height;
    const value = judgedValue(row);
    const times = row.well === 'below' ? Math.max(value, 0.001) / row.aim : row.aim / Math.max(value, 0.001);
    const end = x(times);
    const colour = isMet(row) ? '#0b7a75' : '#b4530a';
    const beyond = times > edges.most || times < edges.least ? (times > 1 ? ' »' : '« ') : '';
    return `<text x="${left - 10}" y="${top + 12}" text-anchor="end">${escaped(row.figure)}</text>
<rect x="${Math.min(middle, end).toFixed(1)}" y="${top + 2}" width="${Math.max(1, Math.abs(end - middle)).toFixed(1)}" height="12" fill="${colour}"/>
<text x="${right + 8}" y="${top + 12}">${escaped(judgedOf(row))}${beyond} (${escaped(aimOf(row))})</text>`;
  });
  const marks = [0.25, 0.5, 1, 2, 4, 8, 16].map(
    (times) => `<text x="${x(times).toFixed(1)}" y="58" text-anchor="middle">${times === 1 ? 'aim' : `${times}×`}</text>
<line x1="${x(times).toFixed(1)}" x2="${x(times).toFixed(1)}" y1="64" y2="${70 + rows.length * height}" stroke="#888" stroke-width="${times === 1 ? 1.5 : 0.3}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 ${80 + rows.length * height}" role="img" aria-label="${escaped(title)}" font-family="sans-serif" font-size="12" fill="#777">
<text x="10" y="22" font-size="15">${escaped(title)}</text>
<text x="10" y="42">Left of the line is better than the aim, right of it worse; each mark is twice the one before.</text>
${marks.join('\n')}
${bars.join('\n')}
</svg>
`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
