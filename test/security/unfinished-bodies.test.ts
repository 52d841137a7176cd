import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listen } from '#src/http.ts';
import { createLog } from '#src/log.ts';

/** Whoever sends almost all of a body, and then nothing more, is nobody's yet: no signature was looked at. */

let door: Awaited<ReturnType<typeof listen>>;
let taken: string[];
let open: Socket[];
beforeEach(async () => {
  taken = [];
  open = [];
  door = await listen(
    {
      log: createLog('silent'),
      ready: async () => ({ problem: null, parts: [] }),
      warning: null,
      doors: {
        async '/post'(_request, body, response) {
          taken.push(body);
          response.end('taken');
        },
      },
    },
    '127.0.0.1',
    0,
  );
});
afterEach(async () => {
  for (const socket of open) socket.destroy();
  await door.stop();
});

const length = 900_000;

/** A request whose body lacks its last letter, and what it was answered when its connection ends. */
function unfinished(): { sent: Promise<void>; finish(): void; answered: Promise<string> } {
  const sent = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<string>();
  let said = '';
  const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
  open.push(socket);
  // Whoever is sent away while sending hears that the connection is gone, after the answer or in place of it.
  socket.on('error', () => sent.resolve());
  socket.on('data', (part) => {
    said += String(part);
  });
  socket.on('close', () => answered.resolve(said));
  socket.write(`POST /post HTTP/1.1\r\nhost: bot\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
  socket.write('x'.repeat(length - 1), () => sent.resolve());
  return { sent: sent.promise, finish: () => socket.write('!'), answered: answered.promise };
}

it('a thousand bodies that are never whole don’t fill the memory: the first ones are sent away, and others are served', async () => {
  const first = unfinished();
  await first.sent;
  const others = Array.from({ length: 40 }, unfinished);
  await Promise.all(others.map(({ sent }) => sent));
  // The connection is closed, and with it what it held.
  expect(await first.answered).not.toContain('taken');
  const answer = await fetch(`${door.url}/post`, { method: 'POST', body: 'a click' });
  expect([answer.status, await answer.text(), taken]).toEqual([200, 'taken', ['a click']]);
});

it('a body that takes its time is taken, as long as there is room', async () => {
  const slow = unfinished();
  await slow.sent;
  await fetch(`${door.url}/post`, { method: 'POST', body: 'a click' });
  slow.finish();
  expect(await slow.answered).toContain('taken');
  expect(taken.map((body) => body.length)).toEqual(['a click'.length, length]);
});

it('a body of unknown length ends where it becomes too large', async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(to) {
      sent += 1;
      if (sent > 30) to.close();
      else to.enqueue(new Uint8Array(65_536));
    },
  });
  const posted = fetch(`${door.url}/post`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  // The answer goes out before all was sent, so that the connection may be cut under it.
  expect([413, 0]).toContain(
    await posted.then(
      ({ status }) => status,
      () => 0,
    ),
  );
  expect(taken).toEqual([]);
});
