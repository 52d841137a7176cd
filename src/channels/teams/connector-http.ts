import { z } from 'zod';
import { ConnectorFault, retryAfterMs } from './connector-fault.ts';

/**
 * How the SDK's connector speaks HTTP: one attempt with an end, and no redirects, because the bot's token goes along.
 * The SDK's own client would try again by itself, for as long as Retry-After says. Whatever is no success is thrown as a
 * fault that the SDK passes on.
 */
export function connectorHttp(timeoutMs: number) {
  return {
    async sendRequest(request: SdkRequest) {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson(),
        body: request.body ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((fault: unknown) => {
        throw new ConnectorFault(
          0,
          fault instanceof Error && fault.name === 'TimeoutError' ? 'timeout' : 'unreachable',
        );
      });
      const text = await response.text();
      if (!response.ok)
        throw new ConnectorFault(
          response.status,
          codeOf(text),
          retryAfterMs(response.headers.get('retry-after'), Date.now()),
        );
      const headers = Object.fromEntries(response.headers);
      return { request, status: response.status, bodyAsText: text, headers: { toJson: () => headers } };
    },
  };
}

/** What of the SDK's request is needed. */
interface SdkRequest {
  url: string;
  method: string;
  headers: { toJson(): Record<string, string> };
  body?: string;
}

const errorSchema = z.object({ error: z.object({ code: z.string().max(100) }) });

function codeOf(text: string): string {
  try {
    return errorSchema.parse(JSON.parse(text)).error.code;
  } catch {
    return 'http';
  }
}
