import type { Deps } from '#application/deps.ts';
import { answerJoin } from '#application/join-identities.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { joining } from '#copy/joining.ts';
import { refusals } from '#copy/refusals.ts';
import type { Pair } from '#domain/joining.ts';
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
  if (!answered.ok) return { say: refusals[answered.refusal] };
  switch (answered.value) {
    case 'joined':
      return {};
    case 'apart':
      return { tell: joining.apart };
    case 'waits-for-other':
      return { tell: joining.sayThereToo(await otherOne(deps, person, { slack, teams })) };
  }
}

function otherOne({ ledger }: Deps, { identity }: KnownPerson, pair: Pair) {
  return ledger.read((record) => shownPerson(record, identity.platform === 'slack' ? pair.teams : pair.slack));
}
