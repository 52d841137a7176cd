import { describeUser } from '../world/describe-user.ts';
import { fail, ok } from './answer.ts';
import type { Method } from './method.ts';

export const usersInfo: Method = {
  scopes: ['users:read'],
  arguments: { required: { user: 'string' }, optional: { include_locale: 'boolean' } },
  run(world, args) {
    const client = world.clients.get(String(args.user));
    return client ? ok({ user: describeUser(world, client.person) }) : fail('user_not_found');
  },
};

// A deactivated account is not found by its address.
export const usersLookupByEmail: Method = {
  scopes: ['users:read', 'users:read.email'],
  arguments: { required: { email: 'string' }, optional: {} },
  run(world, args) {
    const wanted = String(args.email).trim().toLowerCase();
    const found = [...world.clients.values()].find(
      ({ person }) => person.deleted !== true && person.email?.toLowerCase() === wanted,
    );
    return found ? ok({ user: describeUser(world, found.person) }) : fail('users_not_found');
  },
};
