import type { Deps } from '#application/deps.ts';
import type { Outbox } from '#application/outbox.ts';
import { waitsForWorkspace } from '#application/slack-workspaces.ts';
import type { Task } from '#application/task.ts';
import type { Delivery } from '#channels/deliver.ts';
import type { Drawn } from '#channels/draw-task.ts';
import { giveUp } from '#channels/give-up.ts';
import type { Logger } from '#channels/log-port.ts';
import type { Accounts } from './accounts.ts';
import { type Messenger, showsNow } from './messenger.ts';
import { slackFault } from './slack-error.ts';

export interface SlackDeliveryParts {
  draw(task: Task): Promise<Drawn>;
  /** Where a workspace is written to. @throws NoWorkspace when the bot is not installed there */
  messengerOf(teamId: string): Promise<Messenger>;
  findByEmail: Accounts['findByEmail'];
  outbox: Outbox;
  notInChat(grantId: string): Promise<void>;
  /** `team` null: in the one workspace. */
  operatorChannel: { team: string | null; channel: string } | null;
  /** The one workspace; null where there are several. Each is what asks us to come back later, and is left alone as a whole. */
  soleTeam: string | null;
  deps: Deps;
  log: Logger;
}

/** What Home of a person shows. */
const homeKey = (personId: string): string => `slack/home:${personId}`;

/** The bot is not installed in the workspace. When it is again, what waits goes out at once. */
export class NoWorkspace extends Error {
  override name = 'NoWorkspace';
}

const lookAgainMs = 6 * 60 * 60 * 1000;

/** Slack's answers that no later try changes. */
const final = new Set([
  'channel_not_found',
  'user_not_found',
  'user_disabled',
  'account_inactive',
  'cannot_dm_bot',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_arguments',
  'missing_scope',
  'no_text',
]);

/** How Slack takes what is due: messages posted once and then edited, Home published, officials looked up. */
export function slackDelivery({
  draw,
  messengerOf,
  findByEmail,
  outbox,
  notInChat,
  operatorChannel,
  soleTeam,
  deps,
  log,
}: SlackDeliveryParts): Delivery {
  return {
    draw,
    soleScope: soleTeam === null ? null : `slack/${soleTeam}`,
    scopeOf(drawn) {
      const team = soleTeam === null ? teamOf(drawn, operatorChannel) : soleTeam;
      return drawn.kind === 'nothing' || team === null ? null : `slack/${team}`;
    },
    async limitOf(drawn, task) {
      // Slack counts each method by itself, and takes far fewer edits than messages.
      if (drawn.kind === 'page') return 'home';
      if (drawn.kind !== 'message') return null;
      return (await outbox.sentMessage(task.key ?? `once:${task.id}`)) === null ? null : 'edits';
    },
    async show(drawn, task) {
      switch (drawn.kind) {
        case 'message': {
          const { userId } = drawn.to.identity;
          // A message sent once is kept under its task, so that a second try after a crash edits nothing and posts nothing.
          const key = task.key ?? `once:${task.id}`;
          const before = await outbox.sentMessage(key);
          if (before === null && drawn.message.editsOnly) return;
          const messenger = await messengerOf(soleTeam ?? drawn.to.identity.scope);
          const sent = await messenger.send(userId, drawn.message, before);
          if (sent !== null) await outbox.saveSentMessage(key, sent, deps.now());
          return;
        }
        case 'page': {
          const messenger = await messengerOf(soleTeam ?? drawn.to.identity.scope);
          const shown = await messenger.publishHome(drawn.to.identity.userId, drawn.page);
          return outbox.saveSentMessage(homeKey(drawn.to.personId), shown, deps.now());
        }
        case 'find':
          if ((await findByEmail(drawn.email)) === 'nobody' && drawn.grantId !== null) await notInChat(drawn.grantId);
          return;
        case 'reply': {
          const key = task.key ?? `once:${task.id}`;
          const messenger = await messengerOf(soleTeam ?? drawn.scope ?? '');
          const sent = await messenger.reply(drawn, drawn.message, await outbox.sentMessage(key));
          if (sent !== null) await outbox.saveSentMessage(key, sent, deps.now());
          return;
        }
        case 'mail':
          return;
        case 'operator':
          if (operatorChannel === null) return;
          return (await messengerOf(soleTeam ?? operatorChannel.team ?? '')).sendToChannel(
            operatorChannel.channel,
            drawn.text,
          );
      }
    },
    async isShown(drawn, key) {
      if (drawn.kind === 'page') return showsNow(await outbox.sentMessage(homeKey(drawn.to.personId)), drawn.page);
      return drawn.kind !== 'message' || showsNow(await outbox.sentMessage(key), drawn.message);
    },
    judge(fault) {
      if (fault instanceof NoWorkspace) return { again: true, afterMs: lookAgainMs, error: waitsForWorkspace };
      const slack = slackFault(fault);
      if (slack === null) return { again: true, afterMs: null, error: fault instanceof Error ? fault.name : 'fault' };
      if (final.has(slack.code)) return { again: false, error: slack.code };
      return { again: true, afterMs: slack.retryAfterMs, error: slack.code, pauses: slack.code === 'ratelimited' };
    },
    onDead: giveUp(deps, log),
    onFault(fault, task) {
      const code = fault instanceof NoWorkspace ? waitsForWorkspace : slackFault(fault)?.code;
      if (task === null) return log.warn({ err: fault }, 'the deliveries that are due can’t be read');
      log.warn(
        {
          task: task.id,
          kind: task.task.kind,
          attempts: task.attempts,
          ...(code === undefined ? { err: fault } : { code }),
        },
        'a delivery failed and is tried again',
      );
    },
  };
}

/** The workspace that something goes to, where there are several; null: to none in particular. */
function teamOf(drawn: Drawn, operatorChannel: SlackDeliveryParts['operatorChannel']): string | null {
  switch (drawn.kind) {
    case 'message':
    case 'page':
      return drawn.to.identity.scope;
    case 'reply':
      return drawn.scope ?? null;
    case 'operator':
      return operatorChannel?.team ?? null;
    case 'find':
    case 'mail':
    case 'nothing':
      return null;
  }
}
