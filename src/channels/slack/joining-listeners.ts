import type { App } from '@slack/bolt';
import { answerJoin } from '#application/join-identities.ts';
import { shownPerson } from '#application/officials.ts';
import { joining } from '#copy/joining.ts';
import { refusals } from '#copy/refusals.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import type { SlackContext } from './context.ts';

/** "Is this you too?": the two buttons. */
export function listenToJoining(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  click('join-yes', (made) => answer(context, made, true));
  click('join-no', (made) => answer(context, made, false));
}

async function answer({ deps }: SlackContext, { person, value }: Click, isMe: boolean): Promise<After> {
  const [, slack, teams] = /^([A-Za-z0-9_-]{8,40})\|([A-Za-z0-9_-]{8,40})$/.exec(value) ?? [];
  if (slack === undefined || teams === undefined) return refuse('not-your-question');
  const answered = await answerJoin(deps)(person, { slack, teams }, isMe);
  if (!answered.ok) return { say: refusals[answered.refusal] };
  switch (answered.value) {
    case 'joined':
      return {};
    case 'apart':
      return { tell: joining.apart };
    case 'waits-for-other':
      return { tell: joining.sayThereToo(await deps.ledger.read((record) => shownPerson(record, teams))) };
  }
}
