/** What Slack's forms say by themselves and a card has to say: marks of fields, what is missing, the search without type-ahead. */
export const cardWords = {
  saved: 'Saved.',
  typeAQuestion: 'Type a question, for example: what is a CCN?',
  optional: (label: string): string => `${label} (optional)`,
  writeIt: 'Fill this in.',
  chooseOne: 'Choose one.',
  chooseSome: 'Choose at least one.',
  chooseDay: 'Choose a day.',
  tickIt: 'Tick this to go on.',
  searchHere: 'No suggestions while you type? Search here',
  search: 'Search',
  found: (n: number): string =>
    n === 0 ? 'Nothing was found. Try fewer words, or the CCN.' : 'Tick those that you need.',
} as const;
