import autocannon from 'autocannon';

/** One HTTP request to be sent, made before the clock runs. */
export interface Shot {
  body: string;
  headers: Readonly<Record<string, string>>;
}

export interface Loaded {
  /** From sending to the whole answer, each, in ms. */
  tookMs: number[];
  /** From the beginning to the last answer. */
  seconds: number;
  /** Answers that were no 2xx, and requests without an answer. */
  failed: number;
  /** The last body of each status, to see what was answered. */
  bodies: Record<number, string>;
}

/** Posts each shot once, so many at a time, and measures each answer. */
export async function load(url: string, shots: readonly Shot[], inFlight: number): Promise<Loaded> {
  const tookMs: number[] = [];
  const bodies: Record<number, string> = {};
  let next = 0;
  let failed = 0;
  const from = performance.now();
  let last = from;
  const request: autocannon.Request = {
    method: 'POST',
    setupRequest(blank) {
      const shot = shots[next % shots.length];
      next += 1;
      return { ...blank, body: shot?.body ?? '', headers: { ...shot?.headers } };
    },
    onResponse(status, body) {
      if (status >= 300) failed += 1;
      bodies[status] = body;
    },
  };
  const connections = Math.min(inFlight, shots.length);
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, connections, amount: shots.length, timeout: 30, requests: [request] };
    const running = autocannon(options, (fault, done) => (fault ? reject(fault) : resolve(done)));
    running.on('response', (_client, _status, _bytes, responseTime) => {
      tookMs.push(responseTime);
      last = performance.now();
    });
  });
  return { tookMs, seconds: (last - from) / 1_000, failed: failed + result.errors + result.timeouts, bodies };
}
