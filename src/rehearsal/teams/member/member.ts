import type { Member } from '../contract.ts';
import { changed, clientOf } from '../world/clients.ts';
import type { World } from '../world/world.ts';
import { feedback } from './feedback.ts';
import { fill } from './fill.ts';
import { install, setInTeam, uninstall } from './install.ts';
import { sendFrom, sendInvoke } from './invoke.ts';
import { press } from './press.ts';
import { mention, say } from './say.ts';
import { screenOf } from './screen.ts';
import { query, search } from './search.ts';

/** One person's Teams client, as tests and the page use it. */
export function memberOf(world: World, personId: string): Member {
  const client = clientOf(world, personId);
  const block = (blocked: boolean) => {
    client.blocked = blocked;
    changed(client);
  };
  return {
    get person() {
      return client.person;
    },
    screen: () => screenOf(world, client),
    install: () => install(world, client),
    uninstall: () => uninstall(world, client),
    installIn: (channelId) => setInTeam(world, client, channelId, true),
    uninstallFrom: (channelId) => setInTeam(world, client, channelId, false),
    block: () => block(true),
    unblock: () => block(false),
    say: (text) => say(world, client, text),
    mention: (channelId, text, replyToId) => mention(world, client, channelId, text, replyToId),
    fill: (inputId, value) => fill(client, inputId, value),
    press: (place, inputs = {}) => press(world, client, place, inputs),
    close() {
      client.dialog = null;
      changed(client);
    },
    search: (inputId, text, messageId) => search(world, client, inputId, text, messageId),
    query: (commandId, text, parameter = 'query') => query(world, client, commandId, text, parameter),
    feedback: (messageId, reaction, text = '') => feedback(world, client, messageId, reaction, text),
    invoke: (name, value, forged) => sendInvoke(world, client, null, name, value, forged),
    send: (activity, forged) => sendFrom(world, client, null, { type: 'message', text: '', ...activity }, forged),
    onChange(listener) {
      client.listeners.add(listener);
      return () => void client.listeners.delete(listener);
    },
  };
}
