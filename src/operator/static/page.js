/** What scripts add to the page: charts, sorting, the theme. Without them all of it can be read. */
import { startCharts } from './charts.js';
import { startSorting } from './sort.js';
import { startTheme } from './theme.js';

const theme = document.getElementById('theme');
if (theme !== null) startTheme(theme);
startCharts();
for (const table of document.querySelectorAll('table.sortable')) startSorting(table);
