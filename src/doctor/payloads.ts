import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { renderHome, renderMessage, renderModal } from '#channels/slack/render.ts';
import { slackFault } from '#channels/slack/slack-error.ts';
import { everyRow, type Row } from '#src/golden/table.ts';
import { broken, type Finding, look, well } from './finding.ts';

/** Calls side by side, and how long all of them together may wait when Slack asks for patience. */
const sideBySide = 4;
const patienceMs = 90_000;

/**
 * Sends every message, form and page of the product to Slack's own checker (blocks.validate). Nobody sees them.
 * @param thorough also with as much text as there may be, and with strange letters
 */
export async function lookAtPayloads(
  client: WebClient,
  thorough: boolean,
  onProgress: (words: string, part: number) => void,
): Promise<Finding[]> {
  const rows = everyRow().filter(({ mood }) => thorough || mood === 'usual');
  const findings: Finding[] = [];
  const left = [...rows];
  const until = Date.now() + patienceMs;
  let unknown: string | null = null;
  let seen = 0;
  const work = async () => {
    for (let row = left.shift(); row !== undefined && unknown === null; row = left.shift()) {
      const code = await validate(client, row, until);
      seen += 1;
      onProgress(`${seen} of ${rows.length} views and messages shown to Slack`, seen / rows.length);
      if (code === null) continue;
      if (!/^invalid_(blocks|message|view|arguments)/.test(code)) unknown = code;
      else
        findings.push(
          broken(
            'Slack',
            `Slack refuses ${row.name} (${code}).`,
            'Report it with this line: a newer version may be needed.',
          ),
        );
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  if (unknown !== null)
    return [
      ...findings,
      look(
        'Slack',
        `Slack did not check the messages (blocks.validate: ${unknown}).`,
        'Nothing, unless messages are missing: this is a check beforehand.',
      ),
    ];
  return findings.length > 0
    ? findings
    : [well('Slack', `Slack takes all ${rows.length} views and messages (blocks.validate).`)];
}

/** @returns null when Slack takes it, else why not */
async function validate(client: WebClient, { view }: Row, until: number): Promise<string | null> {
  const payload =
    'message' in view
      ? { message: { blocks: renderMessage(view.message).blocks } }
      : { view: 'form' in view ? renderModal(view.form) : renderHome(view.page) };
  for (;;) {
    try {
      await client.blocks.validate(payload as never);
      return null;
    } catch (fault) {
      const known = slackFault(fault);
      if (known?.code !== 'ratelimited' || Date.now() + (known.retryAfterMs ?? 0) > until)
        return known?.code ?? 'unreachable';
      await wait(known.retryAfterMs ?? 1_000);
    }
  }
}
