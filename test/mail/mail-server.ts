import type { AddressInfo } from 'node:net';
import { text as streamText } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { type Letter, readLetter, whatIsWrong } from './read-letter.ts';

/** A mail server on loopback that refuses what real ones refuse, and what a test tells it to. */
export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  /** What the bot is told. */
  variables: Readonly<Record<string, string>>;
  /** What it took, in order. */
  letters: Letter[];
  /** Letters to an address. */
  to(address: string): Letter[];
  /** Why it refused a whole letter: nothing, when all is well. */
  refused: string[];
  /** How it answers from now on: an answer for an address, or for everybody ('*'); null takes the mail. */
  answer(address: string, code: number | null, words?: string): void;
  /** Keeps each letter for so long before it says that it took it. */
  slowMs: number;
  /** Breaks the connection after it took a letter, before it says so. */
  breakAfterData: boolean;
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/** @param login what it asks for, where it does */
export async function startMailServer(login?: { user: string; password: string }): Promise<MailServer> {
  const answers = new Map<string, { code: number; words: string }>();
  const letters: Letter[] = [];
  const refused: string[] = [];
  let server = create();
  let port = await listen(server, 0);

  function create(): SMTPServer {
    return new SMTPServer({
      disabledCommands: login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
      authOptional: login === undefined,
      allowInsecureAuth: true,
      logger: false,
      onAuth({ username, password }, _session, done) {
        const right = username === login?.user && password === login?.password;
        done(right ? null : Object.assign(new Error('5.7.8 no'), { responseCode: 535 }), { user: username ?? '' });
      },
      onRcptTo({ address }, _session, done) {
        const said = answers.get(address.toLowerCase()) ?? answers.get('*');
        done(said === undefined ? null : Object.assign(new Error(said.words), { responseCode: said.code }));
      },
      onData(stream, session, done) {
        streamText(stream)
          .then(async (raw) => {
            const wrong = whatIsWrong(raw);
            if (wrong !== null) {
              refused.push(wrong);
              return done(Object.assign(new Error(wrong), { responseCode: 554 }));
            }
            letters.push(
              readLetter(
                raw,
                session.envelope.rcptTo.map(({ address }) => address),
              ),
            );
            if (built.breakAfterData) {
              for (const connection of server.connections) connection.close();
              return;
            }
            if (built.slowMs > 0) await new Promise((later) => setTimeout(later, built.slowMs));
            done(null);
          })
          .catch((fault: unknown) => done(fault instanceof Error ? fault : new Error('fault')));
      },
    });
  }

  const built: MailServer = {
    get url() {
      const sign =
        login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`;
      return `smtp://${sign}127.0.0.1:${port}`;
    },
    get variables() {
      return { SMTP_URL: built.url, MAIL_FROM: 'iQIES bot <bot@valley-care.example>', OFFICIAL_VERIFICATION: 'off' };
    },
    letters,
    to: (address) => letters.filter(({ to }) => to.includes(address)),
    refused,
    answer(address, code, words = 'no') {
      if (code === null) answers.delete(address);
      else answers.set(address, { code, words });
    },
    slowMs: 0,
    breakAfterData: false,
    down: () => close(server),
    async up() {
      server = create();
      port = await listen(server, port);
    },
    stop: () => close(server),
  };
  return built;
}

async function listen(server: SMTPServer, port: number): Promise<number> {
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return (server.server.address() as AddressInfo).port;
}

const close = (server: SMTPServer): Promise<void> => new Promise((done) => server.close(() => done()));
