import type { App } from '@slack/bolt';
import { answerNow, answerWritten } from '#channels/clicks/questions.ts';
import { notSaved } from '#copy/forms.ts';
import { answerForm } from '#views/problem.ts';
import type { SlackContext } from './context.ts';
import { renderMessage } from './render.ts';

/** Questions: by direct message, mention and shortcut. `/iqies ask` stands with the command, buttons with the others. */
export function listenToQuestions(app: App, context: SlackContext): void {
  listenToWritten(app, context);
  listenToShortcut(app, context);
}

function listenToWritten(app: App, context: SlackContext): void {
  const { accounts, client, refused, teamId } = context;
  app.event('message', async ({ event, body }) => {
    // Only what a person wrote to the bot herself: no edits, no joins, nothing of a bot.
    if (event.channel_type !== 'im' || event.subtype !== undefined || 'bot_id' in event) return;
    const person = await accounts.current(event.user);
    if (person === null) return;
    const once = `dm:${body.event_id}`;
    const text = await answerWritten(context, person, unescaped(event.text ?? ''), { place: 'own' }, once);
    if (text !== null)
      await client.chat
        .postMessage({ channel: event.user, text })
        .catch((fault: unknown) => refused(fault, event.user));
  });

  app.event('app_mention', async ({ event, body }) => {
    if (event.user === undefined || 'bot_id' in event) return;
    const person = await accounts.current(event.user);
    if (person === null) return;
    const { user, channel } = event;
    const place = { place: 'thread', channel, thread: event.thread_ts ?? event.ts, scope: teamId } as const;
    const text = await answerWritten(context, person, unescaped(event.text), place, `mention:${body.event_id}`);
    if (text !== null)
      await client.chat.postEphemeral({ channel, user, text }).catch((fault: unknown) => refused(fault, user));
  });
}

/** Somebody else's message, answered privately to the one who chose the shortcut. */
function listenToShortcut(app: App, context: SlackContext): void {
  const { accounts, client, modals, refused, log, unavailable } = context;
  app.shortcut({ callback_id: 'answer-this', type: 'message_action' }, async ({ ack, body, respond, shortcut }) => {
    const person = await accounts.current(body.user.id);
    if (person === null) return ack();
    try {
      const text = shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : '';
      const answer = await answerNow(context, person, unescaped(text));
      const said = typeof answer === 'string' ? { text: answer } : (renderMessage(answer) as { text: string });
      // The answer stands there when the shortcut is acknowledged; where Slack does not take it there, in her own chat.
      await respond({ response_type: 'ephemeral', ...said })
        .catch(() => client.chat.postMessage({ channel: body.user.id, ...said }))
        .catch(async (fault: unknown) => {
          await refused(fault, body.user.id);
          if (!(await modals.open(body.trigger_id, answerForm(said.text), false)))
            log.warn({}, 'an answer to a shortcut could not be given');
        });
      await ack();
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      await ack();
      await respond({ response_type: 'ephemeral', text: notSaved });
    }
  });
}

/** What a person typed: without the mentions in it, and without Slack's escapes of three characters. */
function unescaped(text: string): string {
  const said = text.replace(/<@[A-Z0-9]+(?:\|[^>]*)?>/g, ' ');
  return said.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
