import { type Measure, measures, type Sample } from '#test/torture/soak.ts';

/** Draws what a server held over time as a small SVG: one field for each measure, from zero. */

const names: Readonly<Record<Measure, string>> = {
  residentMb: 'memory of the process, MB',
  heapMb: 'memory the program holds, MB',
  handles: 'open files and sockets',
  connections: 'connections to the database',
};
const width = 640;
const field = { height: 90, gap: 40, left: 20, top: 50 };

/** @returns the text of an SVG file that reads on white and on black */
export function plot(title: string, samples: readonly Sample[]): string {
  const height = field.top + measures.length * (field.height + field.gap);
  const fields = measures.map((measure, index) => {
    const top = field.top + index * (field.height + field.gap);
    const values = samples.map((sample) => sample[measure]);
    const most = Math.max(...values, 1) * 1.1;
    const last = Math.max(samples.at(-1)?.s ?? 1, 1);
    const points = samples.map(({ s, [measure]: value }) => {
      const x = field.left + (s / last) * (width - 2 * field.left);
      const y = top + field.height - (value / most) * field.height;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    const range = `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`;
    return `<text x="${field.left}" y="${top - 6}">${names[measure]}: ${range}</text>
<line x1="${field.left}" x2="${width - field.left}" y1="${top + field.height}" y2="${top + field.height}" stroke="#888"/>
<polyline points="${points.join(' ')}" fill="none" stroke="#0b7a75" stroke-width="1.5"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="sans-serif" font-size="13" fill="#777">
<text x="${field.left}" y="22" font-size="15">${title}</text>
${fields.join('\n')}
</svg>
`;
}
