import type { App } from '@slack/bolt';
import { noteRefusal } from '#application/note-refusal.ts';
import { shownPerson } from '#application/officials.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import { addressed, writeLine } from '#application/talk.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { TalkTarget } from '#domain/talk.ts';
import { talkForm } from '#views/talk.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import type { SlackContext } from './context.ts';
import { parseItems, parseRequestId, parseView } from './parse.ts';

/** Questions and answers about a request: the buttons that open the form, and the form. */
export function listenToTalk(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  click('talk-ask', (made) => open(context, made, parseRequestId(made.value), { to: 'requester' }));
  click('talk-officials', (made) => open(context, made, parseRequestId(made.value), { to: 'officials' }));
  click('talk-decider', (made) => {
    const items = parseItems(made.value);
    const [itemId] = items?.itemIds ?? [];
    return open(context, made, items?.requestId ?? null, { to: 'decider', itemId: itemId ?? '' });
  });
  click('talk-answer', (made) => {
    const [, requestId, position] = /^([A-Za-z0-9_-]{8,40})\|(\d{1,6})$/.exec(made.value) ?? [];
    return open(context, made, requestId ?? null, { to: 'line', position: Number(position) });
  });
  listenToLine(app, context);
}

/** The form, for those who may write to somebody about the request now. */
async function open(
  { deps }: SlackContext,
  { person }: Click,
  requestId: string | null,
  target: TalkTarget,
): Promise<After> {
  return deps.ledger.read(async (record): Promise<After> => {
    const stored = requestId === null ? null : await record.request(requestId);
    if (stored === null) return refuse('request-unknown');
    const to = await addressed(record, stored, person, target, deps.settings);
    if (!to.ok) return refuse(to.refusal);
    const request = await showRequest(record, stored);
    const people = [];
    for (const personId of to.value.recipients) people.push(await shownPerson(record, personId));
    return { open: talkForm(request, target, people, hersOf(request, person.personId), deps.newId()) };
  });
}

/** The form is sent: who may write, and what, is checked again; the words come back to nobody when they are refused. */
function listenToLine(app: App, { accounts, deps, log, unavailable }: SlackContext): void {
  app.view({ callback_id: 'talk', type: 'view_submission' }, async ({ ack, body, view }) => {
    const wrong = (text: string) => ack({ response_action: 'errors', errors: { words: text } });
    const parsed = parseView(view);
    const asked = parsed === null ? null : memoOf(parsed.memo);
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong(refusals['account-unknown']);
      if (parsed === null || asked === null) {
        await noteRefusal(deps)(person, 'request-unknown', 'talk');
        return await wrong(refusals['request-unknown']);
      }
      const answer = await writeLine(deps)({ person, ...asked, words: parsed.typed.words('words') ?? '' });
      if (!answer.ok) {
        log.info({ refusal: answer.refusal }, 'a message was refused');
        return await wrong(refusals[answer.refusal]);
      }
      // On top of the card's own dialog both are done with; alone, only this one closes.
      return await (view.root_view_id === view.id ? ack() : ack({ response_action: 'clear' }));
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
}

function memoOf({ request = '', target = '', form = '' }: Readonly<Record<string, string>>) {
  const requestId = parseRequestId(request);
  const to = targetOf(target);
  return requestId === null || to === null || !/^[A-Za-z0-9_-]{8,40}$/.test(form)
    ? null
    : { requestId, target: to, formId: form };
}

function targetOf(text: string): TalkTarget | null {
  if (text === 'requester' || text === 'officials') return { to: text };
  const [, itemId] = /^decider:([A-Za-z0-9_-]{8,40}\.\d{1,3})$/.exec(text) ?? [];
  if (itemId !== undefined) return { to: 'decider', itemId };
  const [, position] = /^line:(\d{1,6})$/.exec(text) ?? [];
  return position === undefined ? null : { to: 'line', position: Number(position) };
}
