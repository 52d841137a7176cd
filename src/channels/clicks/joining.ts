import { answerJoin } from '#application/join-identities.ts';
import { refusals } from '#copy/refusals.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, refuse } from './click.ts';

/** "Is this you too?": the two buttons. */
export function joiningButtons(context: ClickContext): Buttons {
  return {
    'join-yes': acts((made) => answer(context, made, true)),
    'join-no': acts((made) => answer(context, made, false)),
  };
}

async function answer({ deps }: ClickContext, { person, value }: Click, isMe: boolean): Promise<After> {
  const [, slack, teams] = /^([A-Za-z0-9_-]{8,40})\|([A-Za-z0-9_-]{8,40})$/.exec(value) ?? [];
  if (slack === undefined || teams === undefined) return refuse('not-your-question');
  const answered = await answerJoin(deps)(person, { slack, teams }, isMe);
  // What was answered stands in the question's place then.
  return answered.ok ? {} : { say: refusals[answered.refusal] };
}
