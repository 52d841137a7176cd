import { faultOf, smtpTransport } from '#channels/email/transport.ts';
import type { MailConfig } from '../mail-config.ts';
import { broken, type Finding, well } from './finding.ts';

/** Connects to the mail server and signs in; sends nothing. */
export async function lookAtMail(mail: MailConfig): Promise<Finding> {
  const where = `${mail.host}:${mail.port}`;
  try {
    await smtpTransport(mail).verify();
    return well('e-mail', `The mail server ${where} takes mail from ${mail.from.address}.`);
  } catch (fault) {
    const error = faultOf(fault)?.error ?? 'no answer';
    return broken('e-mail', `The mail server ${where} does not take mail: ${error}.`, todoFor(error));
  }
}

function todoFor(error: string): string {
  if (error.startsWith('EAUTH'))
    return 'Check the user and the password in SMTP_URL; in a password write %40 for @, %2F for /, %23 for #.';
  if (error.startsWith('EDNS') || error.startsWith('ENOTFOUND')) return 'Check the name of the server in SMTP_URL.';
  return 'Check host and port in SMTP_URL (smtps:// is for 465, smtp:// for 587), and whether this computer may connect to it. The certificate of the server must be valid.';
}
