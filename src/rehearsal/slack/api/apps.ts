import { newTicket } from '../socket/tickets.ts';
import { fail, ok } from './answer.ts';
import type { Method } from './method.ts';

/** Gives out the address of one Socket Mode connection. The first call is what turns Socket Mode on here. */
export const appsConnectionsOpen: Method = {
  scopes: ['connections:write'],
  token: 'app',
  arguments: { required: {}, optional: {} },
  run(world) {
    if (world.sockets.mode === 'disabled') return fail('access_denied', 'Socket Mode is turned off for this app');
    world.sockets.mode = 'on';
    return ok({ url: newTicket(world) });
  },
};
