import { tracingChannel } from 'node:diagnostics_channel';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded in front of an app that is measured, ours or a bare one: says to the process that started it where it listens, and,
// when asked, what it used. No flag of Node is set for it: what Node kept of compiled code belongs to the flags.
const say = (said) => process.send?.(said);
const sayPort = ({ server }) => say({ port: server.address()?.port });
tracingChannel('net.server.listen').subscribe({ asyncEnd: sayPort });
process.on('message', async (asked) => {
  // What Node compiled is kept when a process ends by itself.
  if (asked === 'end') process.exit(0);
  const { user, system } = process.cpuUsage();
  if (asked === 'used') return say({ cpuMs: (user + system) / 1_000 });
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  // Pages go back to the system a moment later, and finalizers run.
  await new Promise((resolve) => setTimeout(resolve, 300));
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  say({ rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
});
process.channel?.unref();
