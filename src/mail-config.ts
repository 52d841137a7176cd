import { z } from 'zod';

/** The part of the configuration that is about e-mail. */

/** The mail server that takes the bot's mail, and whom it comes from. */
export interface MailConfig {
  host: string;
  port: number;
  /** TLS from the first byte; else it is started before anything is said. */
  secure: boolean;
  /** On this computer: no TLS is asked for. */
  loopback: boolean;
  login: { user: string; password: string } | null;
  from: { name: string; address: string };
}

/** Variables about e-mail. */
export const mailVariables = {
  SMTP_URL: z
    .string()
    .refine(
      (text) => serverOf(text) !== null,
      'is an address such as smtps://user:password@host:465 or smtp://user:password@host:587, with %40 for @ and %2F for / in the password, and nothing after the port',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => senderOf(text) !== null, 'is an address, or a name with an address: iQIES bot <bot@example.org>')
    .optional(),
  OFFICIAL_VERIFICATION: z.enum(['email', 'off', '']).default(''),
};

const variables = z.object(mailVariables);
type Values = z.infer<typeof variables>;

/** What is missing or contradicts itself, one sentence each. */
export function mailProblems({ SMTP_URL: url, MAIL_FROM: from, OFFICIAL_VERIFICATION: verify }: Values): string[] {
  const problems: string[] = [];
  if (url !== undefined && from === undefined)
    problems.push('MAIL_FROM is missing (because SMTP_URL is set): the address that the bot’s e-mail comes from.');
  if (url === undefined && from !== undefined)
    problems.push('SMTP_URL is missing (because MAIL_FROM is set): the mail server that takes the bot’s e-mail.');
  if (url === undefined && verify === 'email')
    problems.push('OFFICIAL_VERIFICATION is email, which needs SMTP_URL and MAIL_FROM.');
  return problems;
}

/** null: no e-mail is sent. */
export function mailFrom({ SMTP_URL: url, MAIL_FROM: from }: Values): MailConfig | null {
  const server = url === undefined ? null : serverOf(url);
  const sender = from === undefined ? null : senderOf(from);
  return server === null || sender === null ? null : { ...server, from: sender };
}

/** Whether an official confirms by a number that comes by e-mail: wherever e-mail is sent, unless it is switched off. */
export const verifiesOfficials = (values: Values): boolean =>
  values.SMTP_URL !== undefined && values.OFFICIAL_VERIFICATION !== 'off';

function serverOf(text: string): Omit<MailConfig, 'from'> | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol)) return null;
  // Options of a mail library could switch the check of certificates off: none is taken.
  if (url.hostname === '' || url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) return null;
  if (url.port === '0' || (url.username === '') !== (url.password === '')) return null;
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === null || password === null) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    loopback: isLoopback(host),
    login: user === '' ? null : { user, password },
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function senderOf(text: string): MailConfig['from'] | null {
  const [, name = '', written] = /^([^<>"\r\n]*)<([^<>]*)>$/.exec(text.trim()) ?? ['', '', text.trim()];
  const address = z.email().max(254).safeParse(written);
  return address.success ? { name: name.trim(), address: address.data } : null;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
