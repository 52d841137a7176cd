import type { Outcome } from './run.ts';

/** Draws how many messages wait over time as an SVG: one field for each group of runs, one line for each run. */

const colours = ['#d9622b', '#148f88', '#8b6fe0', '#a68a00', '#3f85d6'];
const width = 720;
const field = { height: 110, gap: 66, left: 20, top: 60 };

/** @returns the text of an SVG file that reads on white and on black */
export function plot(runs: readonly ({ group: string; label: string } & Outcome)[]): string {
  const groups = [...Map.groupBy(runs, ({ group }) => group).values()];
  const height = field.top + groups.length * (field.height + field.gap);
  const fields = groups.map((inGroup, index) => drawn(inGroup, field.top + index * (field.height + field.gap)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Messages that wait to be sent, over time" font-family="sans-serif" font-size="12" fill="#777">
<text x="${field.left}" y="22" font-size="15">Messages that wait to be sent, from nine o’clock until none does (simulated)</text>
${fields.join('\n')}
</svg>
`;
}

function drawn(runs: readonly ({ group: string; label: string } & Outcome)[], top: number): string {
  const most = Math.max(...runs.flatMap(({ waiting }) => waiting), 1);
  const length = Math.max(...runs.map(({ waiting }) => waiting.length), 2) - 1;
  const bottom = top + field.height;
  const inside = width - 2 * field.left;
  const lines = runs.map(({ waiting }, index) => {
    const points = waiting.map((many, at) => {
      const x = field.left + (at / length) * inside;
      return `${x.toFixed(1)},${(bottom - (many / most) * field.height).toFixed(1)}`;
    });
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[index % colours.length]}" stroke-width="1.5"/>`;
  });
  const step = inside / runs.length;
  const names = runs.map(
    ({ label }, index) =>
      `<text x="${(field.left + index * step).toFixed(0)}" y="${bottom + 16}" fill="${colours[index % colours.length]}">${label}</text>`,
  );
  return `<text x="${field.left}" y="${top - 8}">${runs[0]?.group ?? ''}: ${most.toLocaleString('en')} at most; ${Math.round(length / 2)} minutes</text>
<line x1="${field.left}" x2="${width - field.left}" y1="${bottom}" y2="${bottom}" stroke="#888"/>
${lines.join('\n')}
${names.join('\n')}`;
}
