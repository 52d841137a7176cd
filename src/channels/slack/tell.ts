import type { BlockAction, ButtonAction } from '@slack/bolt';
import { answerForm } from '#views/problem.ts';
import type { SlackContext } from './context.ts';
import { escapeMarks } from './text.ts';

/**
 * Says something privately to the one who clicked: where Slack takes no message now, in a dialog that the click opens.
 * Best effort, because the click itself is settled.
 */
export async function tellPrivately(
  { client, modals, refused, log }: SlackContext,
  body: BlockAction<ButtonAction>,
  respond: (message: object) => Promise<unknown>,
  text: string,
): Promise<void> {
  const words = { response_type: 'ephemeral', replace_original: false, text: escapeMarks(text) };
  const channel = body.channel?.id ?? body.user.id;
  const said =
    body.response_url === undefined ? client.chat.postMessage({ channel, text: escapeMarks(text) }) : respond(words);
  await Promise.resolve(said).catch(async (fault: unknown) => {
    await refused(fault, body.user.id);
    if (!(await modals.open(body.trigger_id, answerForm(text), body.view?.type === 'modal')))
      log.warn({}, 'a private answer to a click could not be given');
  });
}
