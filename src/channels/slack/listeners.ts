import type { App } from '@slack/bolt';
import { decideRequest } from '#application/decide-request.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { askQuestion } from '#application/questions.ts';
import { askMe } from '#copy/answers.ts';
import { clickNotSaved, formNotOpened, notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { requesterProblem } from '#domain/person.ts';
import { answerMessage } from '#views/answer.ts';
import { welcomeMessage } from '#views/notice.ts';
import { listenAfterDecision } from './after-decision-listeners.ts';
import { listenToClicks } from './click-listeners.ts';
import type { SlackContext } from './context.ts';
import { listenToDisciplines } from './disciplines-listeners.ts';
import { listenToForm } from './form-listeners.ts';
import { listenToJoining } from './joining-listeners.ts';
import { listenToNotKnown } from './not-known-listeners.ts';
import { listenToOneByOne } from './one-by-one-listeners.ts';
import { parseItems, parseView } from './parse.ts';
import { listenToQuestions } from './question-listeners.ts';
import { rejectionField, rejectionOf } from './rejection.ts';
import { renderMessage } from './render.ts';
import { listenToSearch } from './search-listener.ts';
import { listenToStatements } from './statement-listeners.ts';
import { listenToTalk } from './talk-listeners.ts';
import { listenToWhoHasWhat } from './who-has-what-listeners.ts';

/** Everything Slack sends, by kind. One file for each surface; this one has the entry points. */
export function listen(app: App, context: SlackContext): void {
  listenToCommand(app, context);
  listenToEvents(app, context);
  listenToForm(app, context);
  listenToSearch(app, context);
  listenToClicks(app, context);
  listenAfterDecision(app, context);
  listenToReject(app, context);
  listenToTalk(app, context);
  listenToOneByOne(app, context);
  listenToNotKnown(app, context);
  listenToJoining(app, context);
  listenToDisciplines(app, context);
  listenToStatements(app, context);
  listenToWhoHasWhat(app, context);
  listenToQuestions(app, context);
}

/** `/iqies` opens the form; with other words it says what the bot can do. */
function listenToCommand(app: App, { accounts, flow, deps, log, modals, unavailable }: SlackContext): void {
  app.command('/iqies', async ({ ack, body }) => {
    try {
      const person = await accounts.current(body.user_id);
      if (person === null) return await ack({ response_type: 'ephemeral', text: refusals['account-unknown'] });
      const problem = requesterProblem(person.account, deps.settings.guestsMayRequest);
      // Without an address one can draft: the form opens, and Submit says what is missing.
      if (problem !== null && problem !== 'email-missing') {
        log.info({ refusal: problem }, 'a command was refused');
        await noteRefusal(deps)(person, problem, 'command');
        return await ack({ response_type: 'ephemeral', text: refusals[problem] });
      }
      const asked = /^ask\b\s*([\s\S]*)$/i.exec(body.text.trim());
      if (asked !== null) return await ack(await privateAnswer(deps, person, asked[1] ?? ''));
      if (body.text.trim() !== '')
        return await ack({ response_type: 'ephemeral', ...(renderMessage(welcomeMessage()) as { text: string }) });
      const form = await flow.open(person, null);
      const opened = await modals.open(body.trigger_id, form, false);
      await (opened ? ack() : ack({ response_type: 'ephemeral', text: formNotOpened }));
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      await ack({ response_type: 'ephemeral', text: clickNotSaved });
    }
  });
}

/** The answer to `/iqies ask ...`: to her alone. */
async function privateAnswer(deps: SlackContext['deps'], person: KnownPerson, question: string) {
  if (question.trim() === '') return { response_type: 'ephemeral' as const, text: askMe };
  const answer = await askQuestion(deps)(person, question);
  if (!answer.ok) return { response_type: 'ephemeral' as const, text: refusals[answer.refusal] };
  if (answer.value === null) return { response_type: 'ephemeral' as const, text: askMe };
  const { questionId, answered } = answer.value;
  return {
    response_type: 'ephemeral' as const,
    ...(renderMessage(answerMessage(questionId, answered)) as { text: string }),
  };
}

function listenToEvents(app: App, { accounts, deps }: SlackContext): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const person = await accounts.current(event.user);
    if (person !== null)
      await deps.ledger.change((record) => record.enqueue({ kind: 'home', personId: person.personId }, deps.now()));
  });

  app.event('user_change', async ({ event, body }) => accounts.takeIn(event.user, body.event_time * 1_000));
}

/** The reason for a rejection: checked again when it is sent, because the record may have moved on meanwhile. */
function listenToReject(app: App, { accounts, deps, log, unavailable }: SlackContext): void {
  app.view({ callback_id: 'reject', type: 'view_submission' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const items = parsed === null ? null : parseItems(parsed.memo.items ?? '');
    if (parsed === null || items === null)
      return ack({ response_action: 'errors', errors: { words: refusals['request-unknown'] } });
    try {
      const person = await accounts.current(body.user.id);
      if (person === null)
        return await ack({ response_action: 'errors', errors: { words: refusals['account-unknown'] } });
      const rejection = rejectionOf(parsed);
      const result = await decideRequest(deps)({ person, ...items, deed: { deed: 'reject', rejection } });
      const refused = result.done.length > 0 ? undefined : result.refused[0];
      // On top of the card's own dialog both are done with; alone, only this one closes.
      if (refused === undefined)
        return await (view.root_view_id === view.id ? ack() : ack({ response_action: 'clear' }));
      log.info({ refusal: refused.refusal }, 'a rejection was refused');
      return await ack({
        response_action: 'errors',
        errors: { [rejectionField(refused.refusal)]: refusals[refused.refusal] },
      });
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return ack({ response_action: 'errors', errors: { words: notSaved } });
    }
  });
}
