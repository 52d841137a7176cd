import { facts } from '#content/facts.ts';
import type { ShownDeparture } from '#domain/shown-departure.ts';
import { bold, dated, type Text } from './text.ts';
import { placeLabel, shortPlace } from './words.ts';

/** What a reported Provider Security Official reads by e-mail, whom no chat reaches. Who reported her is not said. */

const numbered = ({ organization, placeName }: ShownDeparture): string => placeLabel(organization, placeName);
const call = `${facts.serviceCenterPhone.value}, or ${facts.serviceCenterEmail.value}`;

export const departureMail = {
  reportedTitle: ({ organization, placeName }: ShownDeparture): string =>
    `Have you left ${shortPlace(organization, placeName)}?`,
  reported: (shown: ShownDeparture): Text => [
    'Someone told the iQIES bot that you have left ',
    bold(numbered(shown)),
    '. Nothing has changed by it, neither here nor in iQIES.',
  ],
  ifStill: (operator: string | null): Text => [
    bold('If you are still there'),
    operator === null
      ? ', tell a colleague there, who passes it on to the people who run this bot. If you have the bot in Slack or Teams, you can also press “I’m still here” there.'
      : `, write to the people who run this bot: ${operator}. If you have the bot in Slack or Teams, you can also press “I’m still here” there.`,
  ],
  ifLeft: [
    bold('If you have left'),
    `, there is nothing to do here. The Service Center removes your role in iQIES: ${call}. Those who asked know how to reach it.`,
  ] satisfies Text,
  noAnswer: 'Silence counts as no answer: your role does not end by it.',
  hereTitle: ({ organization, placeName }: ShownDeparture): string =>
    `You are still at ${shortPlace(organization, placeName)}`,
  here: (shown: ShownDeparture): Text => [
    'It is known here that you are still at ',
    bold(numbered(shown)),
    '. The e-mail before this one is settled by it, and nothing has changed.',
  ],
  removedTitle: ({ organization, placeName }: ShownDeparture): string =>
    `You are no longer a PSO of ${shortPlace(organization, placeName)} here`,
  removed: (shown: ShownDeparture): Text => [
    ...(shown.state.is === 'removed'
      ? ['It was recorded on ', dated(shown.state.at), ' that the Service Center removed your PSO role for ']
      : ['The Service Center removed your PSO role for ']),
    bold(numbered(shown)),
    '. What waits there is not yours to decide any more.',
  ],
  ifWrong: (operator: string | null): string =>
    `If that is wrong, call the Service Center: ${call}${operator === null ? '.' : `; and write to the people who run this bot: ${operator}.`}`,
} as const;
