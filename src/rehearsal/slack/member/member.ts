import type { Member } from '../contract.ts';
import { clientOf } from '../world/clients.ts';
import type { World } from '../world/world.ts';
import { close } from './close.ts';
import { runCommand } from './command.ts';
import { openHome, say } from './events.ts';
import { fill } from './fill.ts';
import { mention, shortcut } from './in-channel.ts';
import { press } from './press.ts';
import { screenOf } from './screen.ts';
import { search } from './search.ts';
import { submit } from './submit.ts';

/** One person's Slack client, as tests and the page use it. */
export function memberOf(world: World, userId: string): Member {
  const client = clientOf(world, userId);
  return {
    get person() {
      return client.person;
    },
    screen: () => screenOf(world, client),
    command: (text, channelId) => runCommand(world, client, text, channelId),
    openHome: () => openHome(world, client),
    say: (text) => say(world, client, text),
    mention: (channelId, text) => mention(world, client, channelId, text),
    shortcut: (callbackId, channelId, ts) => shortcut(world, client, callbackId, channelId, ts),
    press: (place, selected) => press(world, client, place, selected),
    fill: (actionId, value, blockId) => fill(world, client, actionId, value, blockId),
    search: (actionId, query, blockId) => search(world, client, actionId, query, blockId),
    submit: () => submit(world, client),
    close: (all = false) => close(world, client, all),
    onChange(listener) {
      client.listeners.add(listener);
      return () => void client.listeners.delete(listener);
    },
  };
}
