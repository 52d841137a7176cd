/** A rule of the product and the tests that hold it. `npm run -s rules` writes docs/rules.md from all of these. */
export interface TestedRule {
  /** Section of the rules: 1 people, 2 asking, 3 who decides, 4 deciding, 5 after approval, 6 the only official left, 7 My
   *  Profile, 8 checklist, 9 questions, 10 the record. */
  section: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  /** The rule in one sentence of ours. */
  rule: string;
  /** Each a test's title, or the beginning of a title with a table in it, exactly as it stands in the file. */
  tests: readonly { file: string; title: string }[];
  /** Where no test of the other platform can stand, and why. A rule without it is played on both. */
  only?: { platform: 'slack' | 'teams'; why: string };
}
