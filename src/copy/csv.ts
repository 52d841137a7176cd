/** CSV that no spreadsheet takes for a formula. */

/** A line of CSV: each cell on one line, and never the beginning of a formula. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

/** What a spreadsheet may take for a formula: also after spaces, and in the wide forms of the same characters. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

function csvCell(text: string): string {
  const oneLine = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  const safe = formula.test(text) ? `'${oneLine}` : oneLine;
  return /[",;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
