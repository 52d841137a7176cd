/**
 * Teams sends what was chosen in a list of several as one text with commas. A comma inside a value is written otherwise
 * there, so that a discipline with commas in its name comes back whole.
 */

/** One value as it stands among the choices of a list. */
export const choiceValue = (value: string): string => value.replaceAll('%', '%25').replaceAll(',', '%2C');

/** Several values as the start of a list. */
export const choiceValues = (values: readonly string[]): string => values.map(choiceValue).join(',');

/** The values that Teams sent for a list; nothing chosen is an empty text or nothing at all. */
export function chosenValues(sent: unknown): string[] {
  if (typeof sent !== 'string') return [];
  const parts = sent.split(',').filter((part) => part !== '');
  return parts.map((part) => part.replaceAll('%2C', ',').replaceAll('%25', '%'));
}
