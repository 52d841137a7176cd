import { Socket } from 'node:net';
import fc from 'fast-check';

// No test reaches the network: a connection that would leave this computer is refused where it is opened. Tests that
// answer for Microsoft's own addresses do so with nock; its looking at every request of every test took a tenth of the time.
const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
const onThisComputer = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);
function guardedConnect(this: Socket, ...args: unknown[]): Socket {
  const [given] = args.flat();
  const { host, path } = (typeof given === 'object' ? given : { host: args[1] }) as { host?: unknown; path?: unknown };
  if (path == null && typeof host === 'string' && !onThisComputer.has(host))
    throw new Error(`A test tried to reach ${host}.`);
  return connect.apply(this, args);
}
// The files of a worker share it.
if (connect.name !== guardedConnect.name) Socket.prototype.connect = guardedConnect as typeof Socket.prototype.connect;

// The same examples each time, so that a change is judged by what it changed. FC_SEED=$RANDOM looks at others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
