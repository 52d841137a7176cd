import type { App } from '@slack/bolt';
import { askQuestion, rateAnswer } from '#application/questions.ts';
import type { Task } from '#application/task.ts';
import * as say from '#copy/answers.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { Answered } from '#domain/answer.ts';
import { isRoleId } from '#domain/catalogue.ts';
import { answerMessage, notHelpfulForm, serviceCenterForm } from '#views/answer.ts';
import { type After, clicks, refuse } from './click.ts';
import { openRequest } from './click-listeners.ts';
import type { SlackContext } from './context.ts';
import { parseView } from './parse.ts';
import { renderMessage } from './render.ts';

/** Questions: by direct message, mention, shortcut; and the buttons under answers. `/iqies ask` stands with the command. */
export function listenToQuestions(app: App, context: SlackContext): void {
  listenToWritten(app, context);
  listenToShortcut(app, context);
  listenToAnswerButtons(app, context);
  listenToMissing(app, context);
}

function listenToWritten(app: App, { accounts, deps, client }: SlackContext): void {
  app.event('message', async ({ event, body }) => {
    // Only what a person wrote to the bot herself: no edits, no joins, nothing of a bot.
    if (event.channel_type !== 'im' || event.subtype !== undefined || 'bot_id' in event) return;
    const person = await accounts.current(event.user);
    if (person === null) return;
    const text = unescaped(event.text ?? '');
    const reply = (questionId: string): Task => ({
      kind: 'tell',
      personId: person.personId,
      notice: { about: 'answer', questionId },
    });
    const answer = await askQuestion(deps)(person, text, reply, `dm:${body.event_id}`);
    if (!answer.ok)
      await client.chat.postMessage({ channel: event.user, text: refusals[answer.refusal] }).catch(() => undefined);
  });

  app.event('app_mention', async ({ event, body }) => {
    if (event.user === undefined || 'bot_id' in event) return;
    const person = await accounts.current(event.user);
    if (person === null) return;
    const text = unescaped(event.text);
    const place = { channel: event.channel, thread: event.thread_ts ?? event.ts };
    // A secret is answered to the one who wrote it, privately; everything else in the thread.
    const reply = (questionId: string, { outcome }: Answered): Task =>
      outcome === 'guarded'
        ? { kind: 'tell', personId: person.personId, notice: { about: 'answer', questionId } }
        : { kind: 'reply', questionId, ...place };
    const answer = await askQuestion(deps)(person, text, reply, `mention:${body.event_id}`);
    if (!answer.ok)
      await client.chat
        .postEphemeral({ channel: event.channel, user: event.user, text: refusals[answer.refusal] })
        .catch(() => undefined);
  });
}

/** Somebody else's message, answered privately to the one who chose the shortcut. */
function listenToShortcut(app: App, { accounts, deps, unavailable }: SlackContext): void {
  app.shortcut({ callback_id: 'answer-this', type: 'message_action' }, async ({ ack, body, respond, shortcut }) => {
    const person = await accounts.current(body.user.id);
    if (person === null) return ack();
    try {
      const text = shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : '';
      const answer = await askQuestion(deps)(person, unescaped(text));
      // The answer stands there when the shortcut is acknowledged.
      if (answer.ok && answer.value !== null)
        await respond({
          response_type: 'ephemeral',
          ...(renderMessage(answerMessage(answer.value.questionId, answer.value.answered)) as { text: string }),
        });
      else if (!answer.ok) await respond({ response_type: 'ephemeral', text: refusals[answer.refusal] });
      await ack();
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      await ack();
      await respond({ response_type: 'ephemeral', text: notSaved });
    }
  });
}

function listenToAnswerButtons(app: App, context: SlackContext): void {
  const { deps } = context;
  const click = clicks(app, context);
  for (const n of [1, 2, 3])
    click(`show-article-${n}`, async ({ person, value }): Promise<After> => {
      const [questionId = '', articleId = ''] = value.split('|');
      const answered = deps.answers.article(articleId);
      if (answered === null || !/^[A-Za-z0-9_-]{8,40}$/.test(questionId)) return refuse('question-unknown');
      await deps.ledger.change((record) =>
        record.enqueue(
          { kind: 'tell', personId: person.personId, notice: { about: 'article', questionId, articleId } },
          deps.now(),
        ),
      );
      return {};
    });
  click('none-of-these', async ({ person, value }) => {
    const answer = await rateAnswer(deps)(person, value, false, null);
    return answer.ok ? { say: say.notKnown } : refuse(answer.refusal);
  });
  click('helpful', async ({ person, value }) => {
    const answer = await rateAnswer(deps)(person, value, true, null);
    return answer.ok ? { say: say.thanksForSaying } : refuse(answer.refusal);
  });
  click('not-helpful', async ({ person, value }) => {
    const answer = await rateAnswer(deps)(person, value, false, null);
    return answer.ok ? { open: notHelpfulForm(value) } : refuse(answer.refusal);
  });
  click('service-center', async () => ({ open: serviceCenterForm() }));
  click('request-this-role', async ({ person, value }) =>
    isRoleId(value) ? openRequest(context, person, { roleId: value }) : refuse('role-missing'),
  );
}

/** What was missing in an answer. */
function listenToMissing(app: App, { accounts, deps, unavailable }: SlackContext): void {
  app.view({ callback_id: 'not-helpful', type: 'view_submission' }, async ({ ack, body, view }) => {
    const wrong = (text: string) => ack({ response_action: 'errors', errors: { missing: text } });
    const parsed = parseView(view);
    try {
      const person = await accounts.current(body.user.id);
      if (person === null || parsed === null) return await wrong(refusals['account-unknown']);
      const words = parsed.typed.words('missing')?.trim() || null;
      if (words === null) return await ack();
      const answer = await rateAnswer(deps)(person, parsed.memo.question ?? '', false, words);
      return await (answer.ok ? ack() : wrong(refusals[answer.refusal]));
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
}

/** What a person typed: without the mentions in it, and without Slack's escapes of three characters. */
function unescaped(text: string): string {
  const said = text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/g, ' ');
  return said.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
