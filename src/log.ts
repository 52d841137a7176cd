import { type Logger, pino } from 'pino';
import { requestContext } from './http.ts';

export type { Logger };

/** Never logged, wherever they stand in an object: secrets, names, addresses, what people typed. */
const redacted = [
  'token',
  'appToken',
  'signingSecret',
  'email',
  'name',
  'text',
  'words',
  'body',
  'password',
  'authorization',
];

/**
 * Structured logs on standard output, each line with the id of the HTTP request it belongs to.
 * @param level pino's level names; 'silent' for none
 */
export function createLog(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
    serializers: { err: faultOnly },
    mixin: () => requestContext.getStore() ?? {},
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Of a fault, its kind, code and stack: the message of a database or HTTP fault can hold what people entered. */
function faultOnly(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const code = 'code' in fault ? { code: String(fault.code) } : {};
  const frames = (fault.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return { kind: fault.name, ...code, stack: frames.map((line) => line.trim()) };
}
