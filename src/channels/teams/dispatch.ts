import type { KnownPerson } from '#application/ledger.ts';
import type { Watch } from '#application/watch.ts';
import type { Logger } from '#channels/log-port.ts';
import { clickNotSaved, messageNotTaken, notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { CurrentPerson } from './accounts.ts';
import { type Answer, composed, dialog, done, executed, found } from './answer.ts';
import type { Said, TeamsHandlers } from './handlers.ts';
import type { Incoming } from './parse.ts';
import type { Wanted } from './parse-asked.ts';
import { threadPlace } from './thread-place.ts';

/** The table of what Teams sends, and what each is answered with. */

export interface DispatchParts {
  handlers: TeamsHandlers;
  current: CurrentPerson;
  opens(action: string): boolean;
  /** Where the one who acts can be written to is remembered. */
  keepChat(incoming: Incoming): Promise<void>;
  /** She took the app away. */
  loseChat(incoming: Incoming): Promise<void>;
  /** Sends words, a message or My Profile to her own chat; best effort. */
  tell(person: KnownPerson, said: Said): Promise<void>;
  /** Says a few words where she wrote, without the record; best effort. */
  sayThere(incoming: Incoming, words: string): Promise<void>;
  /** Whether a fault means that the record can't be written just now. */
  unavailable(fault: unknown): boolean;
  log: Logger;
  watch: Watch;
}

export interface Dispatcher {
  answer(incoming: Incoming): Promise<Answer>;
  /** Settles when nothing is worked on any more, or after `mostMs`. */
  finished(mostMs: number): Promise<void>;
}

/** Teams shows an error of its own for an invoke that is not answered in time. */
const answerWithinMs = 2_900;

/** The answer is ready when the handler is, which is after its commit; what takes too long is answered as not saved. */
export function createDispatcher(parts: DispatchParts): Dispatcher {
  const running = new Set<Promise<unknown>>();
  return {
    answer(incoming) {
      const step = { layer: 'payload', kind: incoming.asked.kind, on: 'teams' } as const;
      const take = () => {
        const work = respond(parts, incoming).catch((fault: unknown) => {
          if (parts.unavailable(fault)) return notNow(parts, incoming);
          parts.log.error({ err: fault, kind: incoming.asked.kind }, 'an activity failed');
          return { status: 500, body: null };
        });
        const kept: Promise<Answer> = work.finally(() => running.delete(kept));
        running.add(kept);
        return within(answerWithinMs, kept, () =>
          inWords(incoming, wordsNotNow(incoming), { status: 503, body: null }),
        );
      };
      return parts.watch.step(step, take, ({ status }) => (status === 200 ? 'answered' : 'not-done'));
    },
    async finished(mostMs) {
      await within<unknown>(mostMs, Promise.all(running), () => null);
    },
  };
}

async function respond(parts: DispatchParts, incoming: Incoming): Promise<Answer> {
  const { asked } = incoming;
  const { personal } = incoming.conversation;
  switch (asked.kind) {
    case 'unknown':
      parts.log.warn(
        { invoke: asked.invoke },
        'an invoke that is not known, or can’t be read, was answered with nothing',
      );
      return done;
    case 'uninstalled':
      // Of a team or a group: nobody's own chat.
      if (personal) await parts.loseChat(incoming);
      return done;
    case 'nothing':
      // It is how Teams tells of a chat that was opened for the first time, too.
      if (personal) await parts.keepChat(incoming);
      return done;
    case 'installed':
      return personal ? handle(parts, incoming, asked) : done;
    default:
      return handle(parts, incoming, asked);
  }
}

async function handle(parts: DispatchParts, incoming: Incoming, asked: Wanted): Promise<Answer> {
  const { handlers } = parts;
  const { once } = incoming;
  await parts.keepChat(incoming);
  const person = await parts.current(incoming);
  if (person === null) return strange(parts, incoming);
  switch (asked.kind) {
    case 'message':
      return tell(parts, person, await handlers.message({ person, text: asked.text, once }));
    case 'mention': {
      const place = { place: 'thread', ...threadPlace(incoming.serviceUrl, incoming.conversation.id) } as const;
      return tell(parts, person, await handlers.mention({ person, text: asked.text, once, asked: place }));
    }
    case 'installed':
      return tell(parts, person, await handlers.installed({ person }));
    case 'execute':
      return executed(await handlers.execute({ person, once, ...asked }), parts.opens, person.timeZone);
    case 'fetch':
      return dialog(await handlers.fetch({ person, once, ...asked }), person);
    case 'submit':
      return dialog(await handlers.submit({ person, once, ...asked }), person);
    case 'search':
      return found(await handlers.search({ person, dataset: asked.dataset, query: asked.query }));
    case 'compose':
      return composed(await handlers.compose({ person, command: asked.command, query: asked.query }));
  }
}

async function tell({ tell: send }: DispatchParts, person: KnownPerson, said: Said): Promise<Answer> {
  if (Object.keys(said).length > 0) await send(person, said);
  return done;
}

/** Nobody whom the bot knows or can find out about. */
async function strange(parts: DispatchParts, incoming: Incoming): Promise<Answer> {
  const words = refusals['account-unknown'];
  if (incoming.asked.kind === 'message') await parts.sayThere(incoming, words);
  return inWords(incoming, words, done);
}

/** The record can't be written now: nothing was changed. Teams does not send a message again, so its writer is told. */
async function notNow(parts: DispatchParts, incoming: Incoming): Promise<Answer> {
  const words = wordsNotNow(incoming);
  if (incoming.asked.kind === 'message') await parts.sayThere(incoming, words);
  return inWords(incoming, words, { status: 503, body: null });
}

function wordsNotNow({ asked }: Incoming): string {
  if (asked.kind === 'message') return messageNotTaken;
  return asked.kind === 'submit' ? notSaved : clickNotSaved;
}

/** Words where the invoke has a place for them. */
function inWords({ asked }: Incoming, words: string, otherwise: Answer): Answer {
  switch (asked.kind) {
    case 'execute':
      return executed({ say: words }, () => false, null);
    case 'fetch':
    case 'submit':
      return { status: 200, body: { task: { type: 'message', value: words } } };
    case 'search':
      return found([]);
    case 'compose':
      return composed(words);
    default:
      return otherwise;
  }
}

async function within<T>(ms: number, work: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), ms);
  });
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}
