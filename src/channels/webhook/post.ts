import { lookup as lookUp } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** One request to the operator's own system: no redirect is followed, and everything has a limit. */

const timeoutMs = 10_000;
const mostAnswerBytes = 64 * 1024;

/** What went wrong, in a code of ours; never a payload. */
export class PostFault extends Error {
  override name = 'PostFault';
  readonly code: string;
  /** How long that system asked us to wait. */
  readonly retryAfterMs: number | null;
  constructor(code: string, retryAfterMs: number | null = null) {
    super(code);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

const privateRanges = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateRanges.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  privateRanges.addSubnet(net, bits, 'ipv6');

/** Whether an address is of one's own machine or network. Addresses of IPv4 written as IPv6 are looked at as what they are. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  return isIP(plain) === 0 || privateRanges.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** Looks a name up, and takes no private address for it: a name that was led elsewhere reaches nothing inside. */
const lookUpPublic: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (fault, found) => {
    if (fault) return done(fault, '', 0);
    const allowed = found.filter(({ address }) => !isPrivate(address));
    const [first] = allowed;
    if (first === undefined) return done(new PostFault('private_address'), '', 0);
    if (options.all === true) return (done as unknown as (fault: null, found: typeof allowed) => void)(null, allowed);
    done(null, first.address, first.family);
  });
};

export interface Target {
  url: string;
  /** The name may lead into the operator's own network. */
  mayBePrivate: boolean;
}

/** Posts a body. @returns the answer's text, of a 2xx. @throws PostFault for everything else */
export async function post(
  { url, mayBePrivate }: Target,
  headers: Readonly<Record<string, string>>,
  body: string,
  now: () => number,
): Promise<string> {
  const address = new URL(url);
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<string>((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const request = send(
      address,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': length,
          'user-agent': 'iqies-bot',
        },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        ...(mayBePrivate || address.hostname === 'localhost' ? {} : { lookup: lookUpPublic }),
      },
      (response) => {
        const status = response.statusCode ?? 0;
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('error', (fault) => reject(faultOf(fault)));
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          parts.push(part);
          if (bytes > mostAnswerBytes) response.destroy(new PostFault('answer_too_large'));
        });
        response.on('end', () => {
          if (status >= 200 && status < 300) return resolve(Buffer.concat(parts).toString('utf8'));
          reject(new PostFault(`http_${status}`, retryAfter(response.headers['retry-after'], now())));
        });
      },
    );
    request.on('error', (fault) => reject(faultOf(fault)));
    request.end(body);
  });
}

function faultOf(fault: Error): PostFault {
  if (fault instanceof PostFault) return fault;
  if (fault.name === 'TimeoutError' || fault.name === 'AbortError') return new PostFault('timeout');
  const code = 'code' in fault ? String(fault.code) : fault.name;
  return new PostFault(code === 'ABORT_ERR' ? 'timeout' : code);
}

const longestWaitMs = 24 * 60 * 60 * 1000;

/** Seconds, or a date. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestWaitMs);
}
