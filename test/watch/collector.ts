import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A collector of traces in this process: it takes OTLP over HTTP and reads as much of it as tests ask for. */

export interface SeenSpan {
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  attributes: Record<string, string>;
}

export async function collector() {
  const bodies: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    bodies.push(Buffer.concat(parts));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All bytes that were sent, as text. */
    words: () => Buffer.concat(bodies).toString('latin1'),
    spans: (): SeenSpan[] => bodies.flatMap(spansOf),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** ExportTraceServiceRequest: resource_spans (1) > scope_spans (2) > spans (2). */
function spansOf(body: Buffer): SeenSpan[] {
  const under = (from: Buffer[], field: number) => from.flatMap((one) => fields(one).filter((f) => f.field === field));
  const bytes = (found: Field[]) => found.map((one) => one.bytes);
  const spans = bytes(under(bytes(under(bytes(under([body], 1)), 2)), 2));
  return spans.map((span) => {
    const of = (field: number) => fields(span).find((one) => one.field === field)?.bytes ?? Buffer.alloc(0);
    const attributes = fields(span).filter(({ field }) => field === 9);
    return {
      traceId: of(1).toString('hex'),
      spanId: of(2).toString('hex'),
      parentId: of(4).toString('hex'),
      name: of(5).toString('utf8'),
      attributes: Object.fromEntries(
        attributes.map(({ bytes: one }) => {
          const [key, value] = fields(one);
          return [
            key?.bytes.toString('utf8') ?? '',
            fields(value?.bytes ?? Buffer.alloc(0))[0]?.bytes.toString('utf8') ?? '',
          ];
        }),
      ),
    };
  });
}

interface Field {
  field: number;
  bytes: Buffer;
}

/** The wire format of protocol buffers: numbers are skipped, what has a length is given. */
function fields(message: Buffer): Field[] {
  const found: Field[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = number();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === 0) number();
    else if (type === 1) at += 8;
    else if (type === 5) at += 4;
    else {
      const length = number();
      found.push({ field, bytes: message.subarray(at, at + length) });
      at += length;
    }
  }
  return found;
}
