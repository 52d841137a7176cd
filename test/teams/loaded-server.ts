import { createRequire } from 'node:module';

/** The server, which says on a signal which packages it has in memory, and how much of it. */
process.on('SIGUSR2', () => {
  const files = Object.keys(createRequire(import.meta.url).cache);
  const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1] ?? '');
  process.stdout.write(`loaded ${Math.round(process.memoryUsage.rss() / 1e6)} MB: ${[...new Set(names)].join(' ')}\n`);
});
await import('#src/main.ts');
