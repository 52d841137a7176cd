import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

/** Writes docs/architecture.md: the layers with what each is for, and who imports whom, read from the code. */

const root = join(import.meta.dirname, '..');

/** The layers from the inside out, each in a sentence. */
const layers: Readonly<Record<string, string>> = {
  domain: 'Pure rules: who decides, what a decision changes, what a CCN is. No clock, no package, no database.',
  content: 'Data: roles, States, disciplines, facts, articles, each with its source in the job aids.',
  copy: 'Every sentence that a person reads, dates and lists.',
  application: 'One file a use case, and the ports that it needs. A use case is one change of the record.',
  views: 'Forms, cards and pages for no platform in particular.',
  knowledge: 'Reads the articles, guards against secrets, searches, and decides between an answer and none.',
  storage: 'The ports on SQLite and PostgreSQL: record, outbox, audit chain, lists, drafts.',
  channels: 'What the platforms share: drawing what is due, delivering it in order, sweeping.',
  'channels/clicks': 'What each button, form and question does, once for all platforms.',
  'channels/slack': 'Takes in what Slack sends, renders Block Kit, posts and edits.',
  'channels/teams': 'Takes in activities, renders Adaptive Cards, posts and edits.',
  'channels/email': 'Letters through SMTP.',
  'channels/webhook': 'The operator’s own system, told of approvals.',
  golden:
    'Every view and message once, with people and places as long and as strange as they may be: for the doctor and the tests.',
  setup: 'Asks for what a first run needs, tries each token, and writes .env.',
  doctor: 'Looks at everything that the bot needs, and says what to do.',
  watch: 'Metrics and traces.',
  operator: 'The operator’s page.',
  around: 'What a process needs before it begins: config.ts, log.ts, http.ts, outbound.ts and others in src itself.',
  rehearsal: 'A strict local Slack and Teams, and the page that shows them. Knows nothing of the bot.',
  cli: 'The operator’s commands, one file each.',
  start: 'main.ts, and app.ts with its helpers: the only ones that know every layer.',
};

/** Which layers each layer imports from. @throws when a folder of src has no sentence above */
export function importsOfLayers(): Map<string, Set<string>> {
  const imports = new Map(Object.keys(layers).map((layer) => [layer, new Set<string>()]));
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    const from = layerOf(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, named, called] of text.matchAll(/from '([#.][^']+)'|import\('([#.][^']+)'\)/g)) {
      const to = layerOf(target(file, named ?? called ?? ''));
      if (to !== from) imports.get(from)?.add(to);
    }
  }
  return imports;
}

const target = (file: string, name: string): string =>
  name.startsWith('#') ? join('src', name.slice(1).replace(/^src\//, '')) : normalize(join(dirname(file), name));

/** Files in src itself that put layers together; the others are what a process has around it. */
const puttingTogether = ['app.ts', 'ask.ts', 'chats.ts', 'main.ts', 'operate.ts', 'rehearse.ts', 'seed-rehearsal.ts'];

function layerOf(file: string): string {
  const layer = layerBy(file);
  if (layers[layer] === undefined) throw new Error(`scripts/architecture.ts has no sentence about ${layer} (${file}).`);
  return layer;
}

function layerBy(file: string): string {
  const [, folder = '', below = '', deeper] = file.split(sep);
  if (below === '') return folder === 'cli.ts' ? 'cli' : puttingTogether.includes(folder) ? 'start' : 'around';
  return folder === 'channels' && deeper !== undefined ? `channels/${below}` : folder;
}

/** Without the arrows that others imply: a picture that can be read. */
function withoutDetours(imports: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] {
  const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
    [...(imports.get(from) ?? [])].some(
      (next) => !seen.has(next) && (next === to || reaches(next, to, new Set([...seen, next]))),
    );
  return [...imports].flatMap(([from, all]) =>
    [...all]
      .filter((to) => ![...all].some((between) => between !== to && reaches(between, to, new Set([from, between]))))
      .map((to): [string, string] => [from, to]),
  );
}

/** The page as it should be. */
export function architecturePage(): string {
  const imports = importsOfLayers();
  const id = (layer: string) => layer.replace('/', '_');
  const arrows = withoutDetours(imports).map(([from, to]) => `  ${id(from)} --> ${id(to)}`);
  const nodes = Object.keys(layers).map(
    (layer) => `  ${id(layer)}["${layer === 'start' ? 'app.ts, main.ts …' : layer}"]`,
  );
  const order = Object.keys(layers);
  const rows = Object.entries(layers).map(([layer, is]) => {
    const known = [...(imports.get(layer) ?? [])].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return `| \`${layer}\` | ${is} | ${known.join(', ') || 'nobody'} |`;
  });
  return `${head}
\`\`\`mermaid
flowchart TD
${[...nodes, ...arrows].join('\n')}
\`\`\`

| layer | is for | imports from |
|---|---|---|
${rows.join('\n')}

${rest}`;
}

const head = `# How it is built

The picture and the table are written by \`npm run -s architecture\` from the imports in the code; a test fails when they are out of
date. An arrow means “imports from”; arrows that others imply are left out. \`biome.json\` holds what each layer may
import, and \`npm run check\` fails on anything else.
`;

const rest = `## A click, from the press to the message

1. A platform posts the press. The door (\`channels/slack/receiver.ts\`, \`channels/teams/receive.ts\`) checks who sent it, its size and
   its shape, and gives the ids in it to \`channels/clicks\`.
2. \`channels/clicks\` looks up who pressed, and calls the use case.
3. The use case reads what is so, asks \`domain\` what follows, and writes state, event, chain and tasks in one transaction. A
   conditional update lets one of two presses win.
4. After the commit the platform gets its answer: the next form, a field error, or nothing.
5. A task in the outbox is taken by any bot, drawn from the record as it is then (\`channels/draw-task.ts\`, \`views\`, \`copy\`), rendered
   by its platform, posted or edited, and its place noted.

## A question, from the words to the answer

\`channels/clicks\` gives the words to \`application/questions.ts\`, which asks the knowledge: the guard against secrets first, then
spelling, search, and the gate between an answer, a choice of up to three, and “the job aids don’t say”.

## Where state lives

| what | where | may be lost |
|---|---|---|
| requests, decisions, officials, roles, departures, the chain of events | tables of the record (\`storage/ledger-tables.ts\`) | no |
| what is to be sent, now or later, and what was sent where | \`outbox\`, \`sent_message\` | no |
| unfinished forms, the thread of a conversation | Keyv over the same database | yes: the form is begun anew |
| articles and their index | memory, built from files at the start | yes |
| the Slack and Teams of a rehearsal | memory and \`DATA_DIR/rehearsal\` | yes |

[decisions.md](decisions.md) says why it is so; [threat-model.md](threat-model.md) who might attack it; [torture.md](torture.md) how it was
tried.
`;

if (process.argv[1] === import.meta.filename) writeFileSync(join(root, 'docs/architecture.md'), architecturePage());
