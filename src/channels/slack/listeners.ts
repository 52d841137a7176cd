import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { commanded } from '#channels/clicks/command.ts';
import { clickNotSaved, formNotOpened } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { listenToClicks } from './click.ts';
import type { SlackContext } from './context.ts';
import { listenToForms } from './form-listeners.ts';
import { listenToQuestions } from './question-listeners.ts';
import { renderMessage } from './render.ts';
import { listenToSearch } from './search-listener.ts';

/** Everything Slack sends, by kind. What it means stands in channels/clicks; here it is taken in and answered. */
export function listen(app: App, context: SlackContext): void {
  listenToCommand(app, context);
  listenToEvents(app, context);
  listenToForms(app, context);
  listenToSearch(app, context);
  listenToClicks(app, context);
  listenToQuestions(app, context);
}

/**
 * `/iqies` opens the form; `/iqies ask ...` answers; with other words it says what the bot can do. A form changes nothing: it
 * is read and drawn, the command is acknowledged, and then Slack is asked to show it. So a Slack that takes its time with the
 * form does not make the command fail, and who gets no form is told privately.
 */
function listenToCommand(app: App, context: SlackContext): void {
  const { accounts, modals, log, unavailable } = context;
  app.command('/iqies', async ({ ack, body, respond }) => {
    const say = (text: string) => ack({ response_type: 'ephemeral', text });
    try {
      const person = await accounts.current(body.user_id);
      if (person === null) return await say(refusals['account-unknown']);
      const led = await commanded(context, person, body.text);
      if ('say' in led) return await say(led.say);
      if ('show' in led)
        return await ack({ response_type: 'ephemeral', ...(renderMessage(led.show) as { text: string }) });
      const open = modals.drawn(led.open);
      // Slack always names an address for words; without one they can only go with the acknowledgement.
      if (!body.response_url) return await ((await open(body.trigger_id, false)) ? ack() : say(formNotOpened));
      await ack();
      // What Slack waits for leaves first.
      await nextTurn();
      if (!(await open(body.trigger_id, false)))
        await respond({ response_type: 'ephemeral', text: formNotOpened }).catch(() =>
          log.warn({}, 'a private answer to a command could not be given'),
        );
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      await say(clickNotSaved);
    }
  });
}

function listenToEvents(app: App, { accounts, deps }: SlackContext): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    const person = await accounts.current(event.user);
    if (person !== null)
      await deps.ledger.change((record) =>
        record.enqueue({ kind: 'home', personId: person.personId, opened: true }, deps.now()),
      );
  });

  app.event('user_change', async ({ event, body }) => accounts.takeIn(event.user, body.event_time * 1_000));
}
