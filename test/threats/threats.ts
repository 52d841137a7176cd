/** Who attacks what, what stops it, and the tests that show it. `npm run -s threats` writes docs/threat-model.md from this. */
export interface Threat {
  who: string;
  attack: string;
  stopped: string;
  tests: readonly { file: string; title: string }[];
}

const test = (file: string, title: string) => ({ file, title });
const outside = 'Somebody on the network';
const member = 'A member of the workspace or tenant';
const guest = 'A guest or a foreign account';
const bot = 'A fault, or a library, inside the bot';
const reader = 'Somebody who reads logs, exports or a stolen copy';

export const threats: readonly Threat[] = [
  {
    who: outside,
    attack: 'sends a click that Slack did not send, or an old one again',
    stopped: 'the signature over the whole body, five minutes to either side',
    tests: [
      test('slack/bad-input-protocol.test.ts', 'a forged signature'),
      test('slack/bad-input-protocol.test.ts', 'a click recorded six minutes ago, even with its right signature'),
    ],
  },
  {
    who: outside,
    attack: 'sends an activity of a tenant that is not allowed',
    stopped:
      'Microsoft’s token is checked, then the tenant, before anything is looked at; without keys nobody is let in',
    tests: [
      test('teams/door.test.ts', 'a person of a foreign tenant is refused with 403, whatever she sends'),
      test('teams/door.test.ts', 'without the keys of Microsoft nobody is let in, and Teams may try again'),
    ],
  },
  {
    who: outside,
    attack: 'has a workspace of hers take the bot in, or somebody else’s browser finish what she began',
    stopped:
      'a signed state, good once, for ten minutes and in one browser; a list of workspaces that is looked at before a token is kept, and the foreign one revoked',
    tests: [
      test('install/install.test.ts', '%s is refused before Slack is asked'),
      test('install/install.test.ts', 'a state is good once, also for two who come back at the same moment'),
      test(
        'install/install.test.ts',
        'a workspace that is not on the list is refused, and its token revoked, before anything is kept',
      ),
    ],
  },
  {
    who: outside,
    attack: 'sends what is too large or too deep to be read',
    stopped: 'a million bytes a body (413), forty levels of JSON (400)',
    tests: [
      test('security/limits.test.ts', 'of more than a million bytes is refused before anything is read'),
      test('security/limits.test.ts', 'deeper than anything a platform sends is no JSON'),
    ],
  },
  {
    who: outside,
    attack: 'reaches the page of a rehearsal from another page or computer',
    stopped: 'it listens on this computer only and takes no foreign name, origin or form',
    tests: [
      test('page/server.test.ts', 'a foreign page can neither read nor act: not by name, not by origin, not by a form'),
    ],
  },
  {
    who: member,
    attack: 'decides where she is no official, or for herself, with a forwarded, stale or changed card',
    stopped:
      'a button carries ids only (128 random bits each); who pressed and whether she may is looked up at the click',
    tests: [
      test('slack/authority-clicks.test.ts', 'a rejection sent by somebody else than who opened it is refused'),
      test('slack/authority-clicks.test.ts', 'an official decides hers only, even with the positions of the others'),
      test('slack/authority-clicks.test.ts', 'an official removed from the list is refused and her card says so'),
    ],
  },
  {
    who: member,
    attack: 'presses twice, or the platform delivers a press twice, to two bots at once',
    stopped: 'one winner in the transaction that writes the decision',
    tests: [
      test(
        'instances/two-postgres.test.ts',
        'a double click that reaches both decides once, and the requester is told once',
      ),
      test('instances/two-postgres.test.ts', 'an event that reaches both at the same moment is answered once'),
    ],
  },
  {
    who: member,
    attack: 'passes for another person by typing her address',
    stopped: 'only an address that the platform vouches for counts; two accounts are joined after a yes on both',
    tests: [
      test('people/joining.test.ts', 'somebody who types the address of another person'),
      test('people/joining.test.ts', 'two yeses on one side join nothing'),
    ],
  },
  {
    who: member,
    attack: 'floods the bot with presses and forms',
    stopped: '300 a minute and person, then words and one line in the record; questions have a limit of their own',
    tests: [test('security/limits.test.ts', 'is not listened to for a minute, which is recorded once; others are')],
  },
  {
    who: member,
    attack: 'reaches people of another workspace, or passes for one of them there, because one bot serves both',
    stopped:
      'each workspace has listeners and clients with its own token alone; who is met in a shared channel is the person she is at home',
    tests: [
      test(
        'install/two-workspaces.test.ts',
        'somebody of one asks an official of the other, as the list says, and hears of the decision',
      ),
      test(
        'install/two-workspaces.test.ts',
        'somebody of the one who is met in a channel of the other is the person she is at home, and no second one',
      ),
      test('install/two-workspaces.test.ts', 'a late word that it was uninstalled ends nothing while its token works'),
    ],
  },
  {
    who: guest,
    attack: 'takes part with an address that is not the organization’s, or that several share',
    stopped:
      'guests and foreign accounts are known as such at every click; domains and shared addresses are lists of the operator',
    tests: [test('people/joining.test.ts', 'a domain that is not listed, and an address that several share')],
  },
  {
    who: bot,
    attack: 'sends people’s words or the bot’s token to another host: a redirect, an address in a payload',
    stopped:
      'every HTTP request of the process passes one list of hosts, made from the configuration; no redirect is followed',
    tests: [
      test(
        'security/outbound.test.ts',
        'a click that names a foreign host for its answer is taken, and nothing goes there',
      ),
      test('security/outbound.test.ts', 'a bot with %j may talk to %s: %s'),
    ],
  },
  {
    who: bot,
    attack: 'writes files elsewhere or starts programs',
    stopped: 'it needs neither, and runs under Node’s own permissions (README)',
    tests: [
      test(
        'security/data-folder.test.ts',
        'the bot works where it may write to its data folder only, and to nothing else',
      ),
    ],
  },
  {
    who: bot,
    attack: 'loses a message, or sends it in the wrong order, when it crashes, is redeployed or is asked to slow down',
    stopped:
      'tasks are committed with the change, leased by request, and given back; what is shown is looked at every five minutes',
    tests: [
      test('delivery/loop.test.ts', 'of one request keep their order over two processes, one at a time'),
      test('delivery/sweep.test.ts', 'a card whose change was lost shows the decision within five minutes'),
      test('delivery/loop.test.ts', 'that were not begun when their process stops are taken by another one at once'),
    ],
  },
  {
    who: reader,
    attack: 'finds names, addresses, words or secrets in the log',
    stopped: 'faults are logged as a code and a place, everything else as ids',
    tests: [
      test(
        'security/logs.test.ts',
        'no log line at any level holds a name, an address, a text that somebody typed, or a secret of ours',
      ),
    ],
  },
  {
    who: reader,
    attack: 'takes the tokens of workspaces from a copy of the record, or puts one in another workspace’s place',
    stopped:
      'AES-256-GCM under a key that stands in no copy, bound to the workspace; no command, page or log line shows a token',
    tests: [
      test(
        'install/two-workspaces.test.ts',
        'readiness, the doctor and a command name each of them, and show no token',
      ),
      test(
        'install/two-workspaces.test.ts',
        'with a wrong key, or with the token of another workspace in its place, it does not start, and says what to do',
      ),
    ],
  },
  {
    who: reader,
    attack: 'changes or cuts the record unseen',
    stopped: 'a hash chain over all events, and its head noted in the log',
    tests: [
      test('storage/audit.test.ts', 'breaks where an event is renumbered or taken out of the middle'),
      test('storage/audit.test.ts', 'tells with a head that was noted whether the end was cut off'),
    ],
  },
  {
    who: reader,
    attack: 'guesses erased words from what is left',
    stopped: 'words stand apart with a salt of their own, and both go',
    tests: [test('storage/audit.test.ts', 'holds when words are erased, which leaves no way to guess them')],
  },
];
