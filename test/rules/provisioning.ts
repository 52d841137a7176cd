import type { TestedRule } from './rule.ts';

const file = 'slack/provisioning.test.ts';
const at = (...titles: string[]) => titles.map((title) => ({ file, title }));

export const rules: TestedRule[] = [
  {
    section: 5,
    rule: 'An operator with a downstream system sets a signed webhook (Standard Webhooks) whose acknowledgement makes the role active.',
    tests: at(
      'an approval is posted with a signature, and “active” in the answer makes the role hers',
      '“accepted” waits for a callback, which counts once',
      'a callback that is not signed for it, comes late, or is no callback, changes nothing',
      'a security-official role that was approved and set up gives its authority',
    ),
  },
  {
    section: 5,
    rule: 'A downstream system that is away or fails takes nothing from the officials: “Done in iQIES” works as before.',
    tests: at(
      '“failed” is told once to the operator and the officials, who can still do it by hand',
      'a system that is away is tried again, when it says and with the same name; a redirect is not followed',
    ),
  },
];
