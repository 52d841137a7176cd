import { dmOf, ownerOfDm } from '../world/channels.ts';
import { fail, ok } from './answer.ts';
import type { Method } from './method.ts';

export const conversationsOpen: Method = {
  scopes: ['im:write'],
  arguments: {
    required: {},
    optional: { users: 'string', channel: 'string', return_im: 'boolean', prevent_creation: 'boolean' },
  },
  run(world, args) {
    const named = typeof args.channel === 'string' ? ownerOfDm(world, args.channel) : null;
    if (typeof args.channel === 'string' && !named) return fail('channel_not_found');
    const users = String(args.users ?? '')
      .split(',')
      .filter(Boolean);
    if (!named && users.length === 0) return fail('users_list_not_supplied');
    if (users.length > 1) return fail('invalid_arguments', 'this workspace has no group messages');
    const client = named ?? world.clients.get(users[0] ?? '');
    if (!client) return fail('user_not_found');
    if (client.person.deleted) return fail('user_disabled');
    const wasOpen = client.dmOpened;
    if (!wasOpen && args.prevent_creation === true) return fail('channel_not_found');
    client.dmOpened = true;
    const id = dmOf(client.person.id);
    const channel = args.return_im === true ? { id, is_im: true, is_open: true, user: client.person.id } : { id };
    return ok({ ...(wasOpen ? { no_op: true, already_open: true } : {}), channel });
  },
};
