import { type Decider, deciders, type Line, lines, ofState } from './expected.ts';

/** The hand-written lines in full: each role, each decider, each state. */

export const states = Object.keys(ofState) as (keyof typeof ofState)[];
export const everyDecider = Object.keys(deciders) as Decider[];

/** What pressing Approve must give. */
export function expectedOf(line: Line, decider: Decider, state: keyof typeof ofState): string {
  const says = deciders[decider][1](line);
  return says === 'decides' ? ofState[state] : says;
}

/** The page docs/authority.md. */
export function authorityPage(labelOf: (role: Line['role']) => string): string {
  return [
    '# Who may approve what',
    '',
    'One table for each role: who presses Approve, and what comes of it in each state of the item. Written from the rules, not from the code; a test runs every cell against the code. `node scripts/authority-table.ts` writes this page again.',
    '',
    'Training is offered for some roles only; the rows about training say what would hold for a request that exists. A role that CMS decides has no officials of its own, so that “an official of the organization” is a CMS Security Official.',
    ...lines.flatMap((line) => ['', ...lineTable(line, labelOf(line.role))]),
    '',
  ].join('\n');
}

function lineTable(line: Line, label: string): string[] {
  return [
    `## ${label}, at ${line.at}`,
    '',
    `Decided by ${line.here}.`,
    '',
    `| who presses Approve | ${states.join(' | ')} |`,
    `|---|${states.map(() => '---').join('|')}|`,
    ...everyDecider.map(
      (decider) =>
        `| ${deciders[decider][0]} | ${states.map((state) => expectedOf(line, decider, state)).join(' | ')} |`,
    ),
  ];
}
