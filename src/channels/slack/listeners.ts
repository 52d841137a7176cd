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

/** `/iqies` opens the form; `/iqies ask ...` answers; with other words it says what the bot can do. */
function listenToCommand(app: App, context: SlackContext): void {
  const { accounts, modals, unavailable } = context;
  app.command('/iqies', async ({ ack, body }) => {
    const say = (text: string) => ack({ response_type: 'ephemeral', text });
    try {
      const person = await accounts.current(body.user_id);
      if (person === null) return await say(refusals['account-unknown']);
      const led = await commanded(context, person, body.text);
      if ('say' in led) return await say(led.say);
      if ('show' in led)
        return await ack({ response_type: 'ephemeral', ...(renderMessage(led.show) as { text: string }) });
      return await ((await modals.open(body.trigger_id, led.open, false)) ? ack() : say(formNotOpened));
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
