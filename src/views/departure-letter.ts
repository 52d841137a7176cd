import { departureMail as say } from '#copy/departure-mail.ts';
import { mailWords } from '#copy/mail.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import type { Letter } from './letter.ts';

/**
 * To a reported official whom no chat reaches. Nothing can be answered by it.
 * @param operator the address of the people who run the bot; null: none is set
 */
export function departureLetter(
  shown: ShownDeparture,
  says: 'reported' | 'here' | 'removed',
  operator: string | null,
): Letter {
  const letter = { links: [], why: mailWords.whyOfficial };
  switch (says) {
    case 'reported':
      return {
        ...letter,
        title: say.reportedTitle(shown),
        blocks: [
          { kind: 'text', text: say.reported(shown) },
          { kind: 'text', text: say.ifStill(operator) },
          { kind: 'text', text: say.ifLeft },
          { kind: 'note', text: [say.noAnswer] },
        ],
      };
    case 'here':
      return { ...letter, title: say.hereTitle(shown), blocks: [{ kind: 'text', text: say.here(shown) }] };
    case 'removed':
      return {
        ...letter,
        title: say.removedTitle(shown),
        blocks: [
          { kind: 'text', text: say.removed(shown) },
          { kind: 'text', text: [say.ifWrong(operator)] },
        ],
      };
  }
}
