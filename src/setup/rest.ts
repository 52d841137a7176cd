import { z } from 'zod';
import { type Config, ConfigProblem, isPostgresUrl, readConfig } from '../config.ts';
import { lookAtDatabase } from '../doctor/database.ts';
import { broken, type Finding } from '../doctor/finding.ts';
import { lookAtMail } from '../doctor/mail.ts';
import { mailFrom, mailVariables } from '../mail-config.ts';
import { type Ask, untilGood } from './ask.ts';
import type { State } from './state.ts';

/** Who may decide, where the record stands, e-mail, and where the operator hears of things. */
export async function setUpRest(ask: Ask, { values }: State): Promise<void> {
  values.EMAIL_DOMAINS = await ask.text(
    'EMAIL_DOMAINS',
    'Whose addresses may decide? The e-mail domains of your organizations, separated by commas',
    {
      usual: values.EMAIL_DOMAINS,
      wrong: (text) =>
        text.split(',').every((one) => /^\s*[a-z0-9-]+(?:\.[a-z0-9-]+)+\s*$/i.test(one))
          ? undefined
          : 'Write them like example.org,example.com',
    },
  );
  await setUpDatabase(ask, values);
  await setUpMail(ask, values);
  if (values.SLACK_BOT_TOKEN !== undefined)
    keep(
      values,
      'OPERATOR_CHANNEL',
      await ask.text('OPERATOR_CHANNEL', 'Slack channel for what needs you: its id, C...; invite the bot there', {
        usual: values.OPERATOR_CHANNEL,
        optional: true,
        wrong: (text) =>
          /^[CG][A-Z0-9]+$/.test(text) ? undefined : 'It stands at the end of the channel’s details: C...',
      }),
    );
}

async function setUpDatabase(ask: Ask, values: State['values']): Promise<void> {
  const where = await ask.choose(
    'Where does the record stand?',
    [
      { value: 'file', label: 'In a file on this computer (one server)' },
      { value: 'server', label: 'On a PostgreSQL server (several bots side by side, or a managed database)' },
    ],
    values.DATABASE_URL === undefined ? 'file' : 'server',
  );
  if (where === 'file') {
    delete values.DATABASE_URL;
    return;
  }
  values.DATABASE_URL = await untilGood(
    ask,
    (again) =>
      ask.secret('DATABASE_URL', 'Its address: postgres://user:password@host:5432/database', {
        stands: again ? undefined : values.DATABASE_URL,
        wrong: (text) =>
          isPostgresUrl(text) ? undefined : 'Write it like postgres://user:password@host:5432/database',
      }),
    async (databaseUrl) => (await lookAtDatabase({ databaseUrl, dataDir: '', mode: 'live' })).findings,
  );
}

async function setUpMail(ask: Ask, values: State['values']): Promise<void> {
  const wanted = await ask.confirm(
    'Shall the bot send e-mail too? (to officials who are in no chat, and to confirm who they are)',
    values.SMTP_URL !== undefined,
  );
  if (!wanted) {
    delete values.SMTP_URL;
    delete values.MAIL_FROM;
    return;
  }
  values.MAIL_FROM = await ask.text('MAIL_FROM', 'Whom does it come from? (iQIES bot <bot@example.org>)', {
    usual: values.MAIL_FROM,
    wrong: (text) => wrongVariable('MAIL_FROM', text),
  });
  values.SMTP_URL = await untilGood(
    ask,
    (again) =>
      ask.secret('SMTP_URL', 'The mail server: smtps://user:password@host:465', {
        stands: again ? undefined : values.SMTP_URL,
        wrong: (text) => wrongVariable('SMTP_URL', text),
      }),
    async (url) => {
      const mail = mailFrom(z.object(mailVariables).parse({ SMTP_URL: url, MAIL_FROM: values.MAIL_FROM }));
      return mail === null ? [] : [await lookAtMail(mail)];
    },
  );
  keep(
    values,
    'OPERATOR_EMAIL',
    await ask.text('OPERATOR_EMAIL', 'Your own address, for what needs you', {
      usual: values.OPERATOR_EMAIL,
      optional: true,
      wrong: (text) => (z.email().safeParse(text).success ? undefined : 'This is no e-mail address.'),
    }),
  );
}

function wrongVariable(name: 'SMTP_URL' | 'MAIL_FROM', text: string): string | undefined {
  const parsed = mailVariables[name].safeParse(text);
  return parsed.success ? undefined : `It ${parsed.error.issues[0]?.message}`;
}

function keep(values: State['values'], name: string, value: string): void {
  if (value === '') delete values[name];
  else values[name] = value;
}

/** The configuration that these values make, or what is wrong with it. */
export function configOf(values: State['values']): Config | Finding[] {
  try {
    return readConfig(values);
  } catch (fault) {
    if (!(fault instanceof ConfigProblem)) throw fault;
    return fault.message
      .split('\n')
      .map((says) => broken('configuration', says, 'Change it in .env, then run this again.'));
  }
}
