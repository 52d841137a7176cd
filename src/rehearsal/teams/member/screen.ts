import type { TeamsScreen } from '../contract.ts';
import { chatOf, messagesIn, messagesOfChannel } from '../world/conversations.ts';
import type { Client, MessageRecord } from '../world/records.ts';
import { shownMessage } from '../world/shown.ts';
import type { World } from '../world/world.ts';

/** What this person sees now. */
export function screenOf(world: World, client: Client): TeamsScreen {
  const { person, installed, blocked, typing, notice } = client;
  const show = (message: MessageRecord) => shownMessage(message, person.id);
  return {
    person,
    installed,
    blocked,
    messages: messagesIn(world, chatOf(world, person).id).map(show),
    typing,
    dialog: client.dialog && dialogOn(client),
    channels: [...world.channels.values()]
      .filter(({ members }) => members.includes(person.id))
      .map(({ id, name, teamName, botIn }) => ({
        id,
        name,
        teamName,
        botIn,
        messages: messagesOfChannel(world, id).map(show),
      })),
    notice,
  };
}

function dialogOn({ dialog }: Client): TeamsScreen['dialog'] {
  if (!dialog) return null;
  const { message: _message, ...shown } = dialog;
  return { ...shown, values: { ...dialog.values }, errors: { ...dialog.errors } };
}

/** Messages on the screen of a person: her chat with the bot, and her channels. */
export function messagesOnScreen(world: World, { person }: Client): MessageRecord[] {
  const channels = [...world.channels.values()].filter(({ members }) => members.includes(person.id));
  return [
    ...messagesIn(world, chatOf(world, person).id),
    ...channels.flatMap(({ id }) => messagesOfChannel(world, id)),
  ];
}
