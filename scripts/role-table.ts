import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { categories, roles } from '#content/catalogue.ts';
import type { Environment, Role } from '#domain/catalogue.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { rehearse } from '../src/rehearse.ts';
import { withBrowser } from '../test/page/browser.ts';
import { type Desk, sitDown } from '../test/story/desk.ts';
import { type RolesInTeams, rolesInTeams } from './roles-in-teams.ts';

/**
 * Plays every role in every environment on the rehearsal's page, in a real browser: requested, routed, decided, sent, done,
 * shown on Home, in Slack and once more in Teams. Writes docs/roles.md, and a picture of step 3 for each kind of role.
 */

const docs = join(import.meta.dirname, '..', 'docs');
const dataDir = mkdtempSync(join(tmpdir(), 'iqies-roles-'));
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', REHEARSAL_PORT: '0' });
const { pageUrl, stop } = await rehearse(config, createLog('silent'), console.log);

const who: Record<string, { asks: string; decides: string; official: string }> = {
  provider: { asks: 'U0ANA', decides: 'U0JOAN', official: 'Joan Lee' },
  'state-agency': { asks: 'U0SAM', decides: 'U0IRIS', official: 'Iris Bell' },
  contractor: { asks: 'U0CARL', decides: 'U0MONA', official: 'Mona Fischer' },
  cms: { asks: 'U0CYRUS', decides: 'U0CLEO', official: 'Cleo Grant' },
};

/** Who decides where it is not the category's usual official. */
function playersOf(role: Role, environment: Environment) {
  const usual = who[role.category];
  if (usual === undefined) throw new Error(`nobody plays ${role.category}`);
  if (role.id === 'contract-surveyor') return { ...usual, decides: 'U0IRIS', official: 'Iris Bell' };
  const cms = role.decidedBy.value === 'cms-official' && role.category === 'contractor';
  return cms || (environment === 'training' && role.category === 'cms')
    ? { ...usual, decides: 'U0CLEO', official: 'Cleo Grant' }
    : usual;
}

const pictured = new Set<string>();
const rows: string[] = [];

await withBrowser(async ({ open }) => {
  const desks = new Map<string, Desk>();
  const deskOf = async (id: string): Promise<Desk> => {
    const known = desks.get(id) ?? (await sitDown(open, pageUrl, id));
    desks.set(id, known);
    await known.messages();
    return known;
  };
  const inTeams = await rolesInTeams(open);
  for (const role of roles)
    for (const environment of ['production', 'training'] as const) {
      if (environment === 'training' && !role.shownIn.includes('training')) {
        rows.push(`| ${role.label} | training | not described in the job aids: refused in the form | | | | | | |`);
        continue;
      }
      rows.push(await play(role, environment, deskOf, inTeams));
      console.log(rows.at(-1));
    }
  await inTeams.stop();
});
await stop();
rmSync(dataDir, { recursive: true, force: true });

const head =
  '| role | environment | step 3 | routed to | decided | sent | done | on Home | the same in Teams |\n|---|---|---|---|---|---|---|---|---|';
writeFileSync(
  join(docs, 'roles.md'),
  `# Every role, played on the page\n\nWritten by \`npm run -s roles\`: each line was requested, decided and finished in a browser on the rehearsal's page, first in Slack and then in Teams.\n\n${head}\n${rows.join('\n')}\n\n## Step 3 of each kind\n\n${pictures()}\n`,
);

/** One picture for each kind of step 3. */
function pictures(): string {
  return [...pictured].map((kind) => `![Step 3: ${kind}](images/step3-${kind}.png)`).join('\n\n');
}

async function play(
  role: Role,
  environment: Environment,
  deskOf: (id: string) => Promise<Desk>,
  inTeams: RolesInTeams,
): Promise<string> {
  const { asks, decides, official } = playersOf(role, environment);
  const label = environment === 'training' ? `TRAINING: ${role.label}` : role.label;
  const requester = await deskOf(asks);
  const step3 = await request(requester, role, environment);
  await requester.sees('Who will be asked');
  await requester.sees(new RegExp(`Asked: .*${official}`));
  const dialog = requester.page.getByRole('dialog');
  const extra = [/I have the General User role/, /I work for this provider/];
  for (const tick of extra) {
    const box = dialog.getByLabel(tick);
    if ((await box.count()) > 0) await box.check();
  }
  await dialog.getByLabel(/I have a HARP account/).check();
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await requester.sees('One step left:');
  await requester.press('Done');
  const decider = await deskOf(decides);
  const asksFor = `${environment === 'training' ? 'TRAINING: ' : ''}`;
  await decider.sees(new RegExp(`${asksFor}.* asks for ${escaped(role.label)}`));
  await decider.press('Approve');
  await decider.sees('iQIES doesn’t know yet.');
  await deskOf(asks);
  await requester.press('I sent it in iQIES');
  const steps = requester.page.getByRole('dialog');
  if ((await steps.count()) > 0) await steps.getByRole('button', { name: 'Done' }).click();
  await deskOf(decides);
  await decider.press('Done in iQIES');
  await deskOf(asks);
  await requester.sees(new RegExp(`Your role is ready: ${escaped(role.label)}`));
  await requester.home();
  const onHome = requester.page.getByText(new RegExp(`${escaped(role.label)} (?:at|-) `)).filter({ visible: true });
  await onHome.first().waitFor();
  await requester.messages();
  await inTeams.play(role, environment);
  return `| ${role.label} | ${environment} | ${step3} | ${official} | yes | yes | yes | ${label} | yes |`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Fills the form up to the review. @returns what step 3 asked */
async function request(desk: Desk, role: Role, environment: Environment): Promise<string> {
  const dialog = desk.page.getByRole('dialog');
  const pick = async (name: RegExp, option: string) => {
    const box = dialog.getByRole('combobox', { name });
    await box.fill(option);
    await desk.page.getByRole('option', { name: option }).first().click();
    await box.press('Tab');
  };
  await desk.command();
  await desk.choose(categories.find(({ id }) => id === role.category)?.label ?? '');
  await desk.next();
  await desk.sees('Step 2 of 4');
  await dialog
    .getByRole('radio', { name: new RegExp(`^${escaped(role.label)}`) })
    .first()
    .check();
  if (environment === 'training') await desk.choose('Training environment');
  await desk.next();
  const fields = role.fields.value;
  const kind = role.id === 'state-agency-general-user' ? `state-${environment}` : fields;
  if (fields !== 'none') await desk.sees('Step 3 of 4');
  switch (fields) {
    case 'none':
      await desk.sees('iQIES asks for no organization for this role.');
      await picture(desk, 'none');
      return 'nothing';
    case 'providers':
      await dialog.getByLabel(/Or paste CCNs/).fill('165326');
      break;
    case 'state':
      await pick(/^State/, 'Iowa');
      break;
    case 'contract-surveyor':
      await dialog.getByRole('radio', { name: 'State', exact: true }).check();
      await pick(/^State/, 'Iowa');
      await pick(/Contract Organization/, 'CertiSurv');
      await dialog.getByRole('radio', { name: 'Existing' }).check();
      await dialog.getByLabel(/^Federal Surveyor ID/).fill('4711');
      await dialog.getByLabel(/^Confirm Federal Surveyor ID/).fill('4711');
      break;
    case 'contract-survey-admin':
      await pick(/Contract Organization/, 'CertiSurv');
      await dialog.getByRole('radio', { name: 'New', exact: true }).check();
      break;
    case 'contractor':
      await pick(/Contractor known here/, role.line === 'ado' ? 'Prairie ADO' : 'Prairie MAC');
      break;
  }
  await picture(desk, kind);
  const labels = await dialog.locator('label, legend').allInnerTexts();
  if ((await dialog.getByRole('combobox', { name: /^State/ }).count()) > 0) labels.unshift('State (one)');
  await desk.next();
  return [...new Set(labels.map((text) => text.split('\n')[0]?.trim() ?? ''))]
    .filter(
      (text) => text !== '' && text.length < 45 && !['CMS', 'State', 'New', 'Existing', 'Yes', 'No'].includes(text),
    )
    .slice(0, 8)
    .join(', ');
}

async function picture(desk: Desk, kind: string): Promise<void> {
  if (pictured.has(kind)) return;
  pictured.add(kind);
  await desk.page.screenshot({ path: join(docs, 'images', `step3-${kind}.png`) });
}
