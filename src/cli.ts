import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { settlements } from '#domain/after-decision.ts';
import { auditExport, type ExportOptions, toStandardOutput } from './cli/audit-export.ts';
import { auditVerify } from './cli/audit-verify.ts';
import { backup } from './cli/backup.ts';
import { officialsConfirm, officialsUnconfirmed } from './cli/confirm.ts';
import { deliveries } from './cli/deliveries.ts';
import { departuresList, departuresRecordRemoval, departuresShow, departuresStillHere } from './cli/departures.ts';
import { eraseCommand } from './cli/erase.ts';
import { migrateTo } from './cli/migrate-to.ts';
import { providersMoved } from './cli/moved.ts';
import { notices } from './cli/notices.ts';
import { officialsImport, officialsUnreachable, officialsVerify } from './cli/officials.ts';
import { peopleEmail } from './cli/people.ts';
import { providersImport } from './cli/providers.ts';
import { questions } from './cli/questions.ts';
import { withConfig, withRecord } from './cli/record.ts';
import { requestsList, requestsSettle, requestsShow } from './cli/requests.ts';
import { restoreBackup } from './cli/restore.ts';
import { reviewStart, reviewStatus, reviewStop } from './cli/review.ts';
import { rolesImport } from './cli/roles.ts';
import { routeCommand } from './cli/route.ts';
import { officialsThin } from './cli/thin.ts';

/** The operator's commands. Each opens the record, also beside a running server. */

if (existsSync('.env')) process.loadEnvFile('.env');

// Whoever reads what a command prints may stop reading: “... | head”.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1));

const program = new Command('iqies-bot')
  .description('Commands for the operator of the iQIES onboarding bot.')
  .showHelpAfterError();

const providers = program.command('providers').description('the lists of facilities');
providers
  .command('import')
  .description('reads CMS provider files: hospital, nursing home, home health, hospice, or the merged list; CSV or .gz')
  .argument('<files...>')
  .option('--force', 'also take a file of which more than half can’t be used')
  .action((files: string[], options: { force?: boolean }) =>
    withRecord((record, print) => providersImport(record, files, print, options)),
  );

providers
  .command('moved')
  .description(
    'a change of ownership gave a facility another CCN: nothing carries over, what waits is kept for the new one',
  )
  .argument('<old>', 'the CCN it had')
  .argument('<new>', 'the CCN it has')
  .option('--on <date>', 'since when, as 2026-11-30')
  .action((old: string, became: string, options: { on?: string }) =>
    withRecord((record, print) => providersMoved(record, old, became, options, print)),
  );

const officials = program.command('officials').description('who decides what');
officials
  .command('import')
  .description('reads a CSV with email,name,role,organization,environment and shows what would change')
  .argument('<file>')
  .option('--yes', 'apply the changes')
  .option('--replace', 'also end officials that the file does not name (needs --yes)')
  .action((file: string, options: { yes?: boolean; replace?: boolean }) =>
    withRecord((record, print) => officialsImport(record, file, options, print)),
  );

officials
  .command('unconfirmed')
  .description('security-official roles that people say iQIES approved; they give no authority until you confirm them')
  .action(() => withRecord(officialsUnconfirmed));
officials
  .command('confirm')
  .description('confirms one of them: from then on its person decides here')
  .argument('<id>')
  .action((id: string) => withRecord((record, print) => officialsConfirm(record, id, print)));

officials
  .command('thin')
  .description('facilities without a PSO, or with only one: CMS recommends two')
  .option('--json', 'one JSON object a line')
  .option('--csv', 'as CSV')
  .action((options: { json?: boolean; csv?: boolean }) =>
    withRecord((record, print) => officialsThin(record, options, print)),
  );

officials
  .command('verify')
  .description('vouches for an official: her first decision asks for no number by e-mail')
  .argument('<address>')
  .action((address: string) => withRecord((record, print) => officialsVerify(record, address, print)));

officials
  .command('unreachable')
  .description('officials whom no chat reaches, and why')
  .action(() => withRecord(officialsUnreachable));

const departures = program.command('departures').description('PSOs who left, or are about to');
departures
  .command('list')
  .description('who was reported, or said so; newest first')
  .option('--open', 'only those that wait for something')
  .action((options: { open?: boolean }) => withRecord((record, print) => departuresList(record, options, print)));
departures
  .command('show')
  .description('one of them: who said what, the ticket, and what to do next')
  .argument('<id>')
  .action((id: string) => withRecord((record, print) => departuresShow(record, id, print)));
departures
  .command('record-removal')
  .description('once the Service Center removed the role in iQIES: it ends here, too, and what waits there is kept')
  .argument('<id>')
  .action((id: string) => withRecord((record, print) => departuresRecordRemoval(record, id, print)));
departures
  .command('still-here')
  .description('closes it, because the official is still there')
  .argument('<id>')
  .action((id: string) => withRecord((record, print) => departuresStillHere(record, id, print)));

const requests = program.command('requests').description('what people asked for');
requests
  .command('list')
  .description('requests, newest first')
  .option('--open', 'only those that wait for a decision or for iQIES')
  .action((options: { open?: boolean }) => withRecord((record, print) => requestsList(record, options, print)));
requests
  .command('show')
  .description('one request with each of its items')
  .argument('<request>')
  .action((id: string) => withRecord((record, print) => requestsShow(record, id, print)));
requests
  .command('settle')
  .description('records how an item ended, with a reason that the requester and the officials read')
  .argument('<item>', 'as “requests show” prints it: the request’s id, a dot and a number')
  .option('--as <outcome>', settlements.join(', '))
  .option('--reason <words>', 'up to 500 characters; no patient details, no passwords')
  .action((id: string, options: { as?: string; reason?: string }) =>
    withRecord((record, print) => requestsSettle(record, id, options, print)),
  );

program
  .command('roles')
  .description('roles that people have in iQIES already')
  .command('import')
  .description('reads a CSV with email,role,organization,environment,name and shows what would be added')
  .argument('<file>')
  .option('--yes', 'add them')
  .action((file: string, options: { yes?: boolean }) =>
    withRecord((record, print) => rolesImport(record, file, options, print)),
  );

program
  .command('route')
  .description('says who would be asked for a role, and by which rule')
  .requiredOption('--role <role>', 'label or id, for example "Assessment Submitter"')
  .requiredOption('--organization <key>', 'ccn:165326, state:IA, cms or contractor:mac/NAME')
  .option('--person <email>', 'who asks: nobody decides their own request')
  .option('--environment <name>', 'production or training', 'production')
  .action((options: { role: string; organization: string; person?: string; environment: string }) =>
    withRecord((record, print) => routeCommand(record, options, print)),
  );

program
  .command('people')
  .description('who asks')
  .command('email')
  .description('enters an address for an account that has none, so that it can ask; it never decides')
  .argument('<account>', 'for example slack:T0123456789/U0123456789')
  .argument('<address>')
  .action((account: string, address: string) =>
    withRecord((record, print) => peopleEmail(record, account, address, print)),
  );
const review = program.command('review').description('a review of who has what, by the security officials');
review
  .command('start')
  .description('asks the security officials to go through who has what, once for all places of each')
  .option('--organization <keys...>', 'ccn:165326, state:IA, cms or contractor:mac/NAME')
  .option('--all', 'everywhere')
  .action((options: { organization?: string[]; all?: boolean }) =>
    withRecord((record, print) => reviewStart(record, options, print)),
  );
review
  .command('status')
  .description('how far the last review is, place by place')
  .action(() => withRecord(reviewStatus));
review
  .command('stop')
  .description('ends an open review')
  .action(() => withRecord(reviewStop));

program
  .command('notices')
  .description('what the operator should see, open ones first; --done marks one as handled')
  .option('--done <key>', 'the key that stands under the notice')
  .action((options: { done?: string }) => withRecord((record, print) => notices(record, options, print)));
program
  .command('deliveries')
  .description('messages that could not be delivered; --retry sends them again')
  .option('--retry [id]', 'make them due again, or the one with this id')
  .option('--json', 'one JSON object a line')
  .action((options: { retry?: boolean | string; json?: boolean }) =>
    withRecord((record, print) => deliveries(record, options, print)),
  );
program
  .command('questions')
  .description('questions that people asked and that have no good answer yet, newest first')
  .option('--json', 'one JSON object a line, for an export')
  .option('--done <id>', 'marks one as dealt with')
  .action((options: { json?: boolean; done?: string }) =>
    withRecord((record, print) => questions(record, options, print)),
  );
const audit = program.command('audit').description('the record of who did what');
audit
  .command('verify')
  .description('checks the hash chain, and says where it breaks')
  .option('--head <hash>', 'a head that was noted before, from the log or an earlier check: is its event still there?')
  .action((options: { head?: string }) => withRecord((record, print) => auditVerify(record, options, print)));
audit
  .command('export')
  .description('prints every change and every refusal, for auditors')
  .option('--format <format>', 'csv or json', 'csv')
  .option('--since <moment>', 'from this day or moment on, in UTC: 2026-11-21 or 2026-11-21T14:30:00Z')
  .option('--until <moment>', 'up to this day, which is included, or this moment, which is not')
  .option('--request <id>', 'one request only')
  .option('--person <person>', 'what somebody did, what was done about her, and her requests: address, account or id')
  .action((options: ExportOptions) => withRecord((record) => auditExport(record, options, toStandardOutput)));

program
  .command('erase')
  .description('erases a person from the record and shows first what that means; the chain of events still verifies')
  .argument('<person>', 'an address, an account such as slack:T0123456789/U0123456789, or an id')
  .option('--yes', 'do it')
  .option('--end-official', 'also when the person is a security official, whose roles end')
  .action((who: string, options: { yes?: boolean; endOfficial?: boolean }) =>
    withRecord((record, print) => eraseCommand(record, who, options, print)),
  );
program
  .command('backup')
  .description('writes the embedded record into a file, also while the server runs, and checks the file')
  .argument('<file>')
  .option('--force', 'replace a file that is there')
  .action((file: string, options: { force?: boolean }) =>
    withConfig((config, print) => backup(config, file, options, print)),
  );
program
  .command('restore')
  .description('puts a backup in the place of the embedded record; the old one is kept. Stop the server first')
  .argument('<file>')
  .action((file: string) => withConfig((config, print) => restoreBackup(config, file, print)));
program
  .command('migrate-to')
  .description(
    'copies the embedded record into an empty PostgreSQL database, and checks it there. Stop the server first',
  )
  .argument('<url>', 'as DATABASE_URL; PGPASSWORD holds the password where nobody may see it in the list of processes')
  .action((url: string) => withConfig((config, print) => migrateTo(config, url, print)));

await program.parseAsync();
