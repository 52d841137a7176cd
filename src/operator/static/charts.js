/** Charts of what the tables say. Whoever can't see them has the tables; without the library only the tables stand there. */
import { themeNow, whenThemeChanges } from './theme.js';

const dayMs = 24 * 60 * 60 * 1000;
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Told apart by more than hue, too: each next one is darker or lighter. */
const colours = {
  light: { ink: '#1a2026', line: '#dde2e6', series: ['#0b6e6e', '#c07a10', '#8a97a3'] },
  dark: { ink: '#e6e9ec', line: '#363d45', series: ['#3fb6b0', '#f0b65a', '#74818e'] },
};

const drawings = { 'waiting-by-age': waitingByAge, 'time-to-decision': timeToDecision };

export function startCharts() {
  if (!('Chart' in globalThis)) return;
  const charts = new Map();
  const draw = () => {
    for (const canvas of document.querySelectorAll('canvas[data-of]')) {
      const table = document.getElementById(canvas.dataset.of);
      if (table === null) continue;
      canvas.parentElement.hidden = false;
      charts.get(canvas)?.destroy();
      charts.set(
        canvas,
        new globalThis.Chart(canvas, drawings[canvas.dataset.of](readTable(table), colours[themeNow()])),
      );
    }
  };
  whenThemeChanges(draw);
  draw();
}

/** Heads and rows; a row's first cell is its label. */
function readTable(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].map((row) => ({
    label: row.cells[0].textContent,
    values: [...row.cells].map((cell) => Number(cell.dataset.by)),
  }));
  return { heads, rows };
}

function waitingByAge({ heads, rows }, { series, ...theme }) {
  const datasets = [1, 2, 3].map((column, index) => ({
    label: heads[column],
    data: rows.map(({ values }) => values[column]),
    backgroundColor: series[index],
    stack: 'all',
  }));
  return settings(theme, 'bar', rows, datasets, 'Places asked for', true);
}

function timeToDecision({ heads, rows }, { series, ...theme }) {
  const inDays = (column) => rows.map(({ values }) => (values[column] < 0 ? null : values[column] / dayMs));
  const [median, ninety] = [heads[2], heads[3]];
  const line = (label, data, colour, dash) => ({
    label,
    data,
    borderColor: colour,
    backgroundColor: colour,
    borderDash: dash,
    pointRadius: 3,
    spanGaps: true,
  });
  const datasets = [line(median, inDays(2), series[0], []), line(ninety, inDays(3), series[1], [6, 4])];
  return settings(theme, 'line', rows, datasets, 'Days', false);
}

function settings({ ink, line }, type, rows, datasets, unit, stacked) {
  const axis = { ticks: { color: ink, maxRotation: 0, autoSkipPadding: 12 }, grid: { color: line }, stacked };
  return {
    type,
    data: { labels: rows.map(({ label }) => label), datasets },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still.matches ? false : { duration: 200 },
      scales: {
        x: { ...axis, grid: { display: false } },
        y: {
          ...axis,
          beginAtZero: true,
          ticks: { ...axis.ticks, precision: 0 },
          title: { display: true, text: unit, color: ink },
        },
      },
      plugins: {
        legend: { position: 'bottom', labels: { color: ink, boxWidth: 24, boxHeight: type === 'line' ? 0 : 12 } },
      },
    },
  };
}
