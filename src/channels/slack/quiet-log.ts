import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '#channels/log-port.ts';

/**
 * What Slack's own libraries log goes through our logger, without their words: those can hold what people entered, and
 * every fault is logged by us with its code.
 */
export function quietLog(log: Logger): SlackLogger {
  const silent = () => undefined;
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: () => log.warn({}, 'the Slack client reported a problem'),
    setLevel: silent,
    getLevel: () => LogLevel.ERROR,
    setName: silent,
  };
}
