import { createTransport } from 'nodemailer';
import type { Rendered } from './render.ts';

/** The mail server, and whom the bot's mail comes from. */
export interface MailServer {
  host: string;
  port: number;
  secure: boolean;
  loopback: boolean;
  login: { user: string; password: string } | null;
  from: { name: string; address: string };
}

interface Envelope {
  to: string;
  /** The part of the Message-ID before the @: the same for the same message, however often it is tried. */
  id: string;
  date: number;
}

export interface Transport {
  /** @throws a fault that `faultOf` reads, when the server did not take it */
  send(envelope: Envelope, rendered: Rendered): Promise<void>;
  /** Connects and signs in, and sends nothing. @throws a fault that `faultOf` reads */
  verify(): Promise<void>;
  /** What is being sent then fails after so long. */
  stopWithin(ms: number): void;
}

const connectTimeoutMs = 10_000;
const greetingTimeoutMs = 30_000;
/** Servers look into a message before they take it. Giving up too early would send it twice. */
const silenceMs = 90_000;

/** Sends through one server, with a connection for each message. */
export function smtpTransport(server: MailServer): Transport {
  const { host, port, secure, loopback, login, from } = server;
  const transport = createTransport({
    host,
    port,
    secure,
    // Over the network nothing is said before TLS stands and the certificate was checked.
    requireTLS: !secure && !loopback,
    ignoreTLS: loopback,
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    greetingTimeout: greetingTimeoutMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => undefined);
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    async send({ to, id, date }, { subject, text, html }) {
      const sending = transport.sendMail({
        from,
        // As an object: nothing in an address is read as a list of several.
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        subject,
        text,
        html,
        date: new Date(date),
        messageId: `<${id}@${domain}>`,
        textEncoding: 'quoted-printable',
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      await Promise.race([sending, stopped.promise]);
    },
    verify: async () => void (await transport.verify()),
    stopWithin(ms) {
      setTimeout(() => stopped.reject(new Error('the bot stops')), ms).unref();
    },
  };
}

/** What a fault of sending means: its kind and number for the log, and whether anything is gained by trying again. */
export interface MailFault {
  error: string;
  /** The server knows no such address, or takes nothing for it. */
  refusedAddress: boolean;
  again: boolean;
}

/** Reads a fault; null for what is none of sending. */
export function faultOf(fault: unknown): MailFault | null {
  if (!(fault instanceof Error) || !('code' in fault)) return null;
  const { code, command, response, responseCode } = fault as { code?: unknown } as Record<string, unknown>;
  const answer = typeof responseCode === 'number' ? responseCode : 0;
  const step = typeof command === 'string' ? command.split(' ')[0] : '';
  const error = [String(code), step, answer || ''].filter((part) => part !== '').join(' ');
  const forGood = answer >= 500 && answer !== 503;
  // What is wrong with the sign-in, the sender or what we may send is the operator's to mend, and then everything goes
  // out. A full mailbox is emptied some day.
  const notHers = /^5\d\d[ -]5\.(?:7\.\d|2\.2)/.test(typeof response === 'string' ? response : '');
  const refusedAddress = (forGood && step === 'RCPT' && !notHers) || (code === 'EENVELOPE' && step === 'API');
  return { error, refusedAddress, again: !(refusedAddress || (forGood && step === 'DATA')) };
}
