/** All limits together, and the check of what the bot sends against them. */
import { isObject, objectsIn } from '../../slack/json.ts';
import type { Json, JsonObject } from '../contract.ts';
import type { LimitRow, Part, Problem, Way } from './row.ts';
import { ACTION_ROWS } from './rows/actions.ts';
import { ANSWER_ROWS } from './rows/answers.ts';
import { INPUT_ROWS } from './rows/inputs.ts';
import { MESSAGE_ROWS } from './rows/messages.ts';
import { SHAPE_ROWS } from './rows/shapes.ts';
import { CARD_TYPE } from './samples.ts';
import { partsOf } from './walk.ts';

export const LIMITS: readonly LimitRow[] = [
  ...MESSAGE_ROWS,
  ...SHAPE_ROWS,
  ...INPUT_ROWS,
  ...ACTION_ROWS,
  ...ANSWER_ROWS,
];

/** The one limit on time: how long the bot may take to answer an invoke. */
const IN_TIME = 'answer-in-time';
const IN_TIME_MS = 3_000;

/** Deeper than any card; JSON that goes on for ever is not followed. */
const DEEPEST = 200;

/** What the connector asks of the limits. null: nothing is wrong. */
export interface Checker {
  payload(value: unknown, way: Way): Problem | null;
  answerTime(ms: number): Problem | null;
}

/**
 * The check with all limits but those that are switched off.
 * @param answerMs how long an answer to an invoke may take
 * @throws for a limit that does not exist
 */
export function createChecker(disabled: readonly string[], answerMs = IN_TIME_MS): Checker {
  const unknown = disabled.find((id) => id !== IN_TIME && !LIMITS.some((row) => row.id === id));
  if (unknown !== undefined) throw new Error(`there is no limit ${unknown} to switch off`);
  const on = LIMITS.filter(({ id }) => !disabled.includes(id));
  const byKind = Map.groupBy(
    on.flatMap((row) => row.kinds.map((kind) => ({ kind, row }))),
    ({ kind }) => kind,
  );
  return {
    payload(value, way) {
      if (!isObject(value)) return problem(undefined, 'is no JSON object');
      if (isDeeperThan(value, DEEPEST)) return problem(undefined, 'stands too deep');
      for (const part of [...partsOf(value, way, way), ...cardsIn(value, way).flatMap((one) => partsOfOne(one, way))]) {
        for (const { row } of byKind.get(part.kind) ?? []) {
          const wrong = row.check(part);
          if (wrong !== null) return problem(row, `${wrong} [${part.pointer || '/'}] (${row.id})`);
        }
      }
      return null;
    },
    answerTime(ms) {
      if (ms <= answerMs || disabled.includes(IN_TIME)) return null;
      return { status: 0, code: 'TooLate', detail: `an invoke was answered after ${ms} ms`, limit: IN_TIME };
    },
  };
}

function problem(row: LimitRow | undefined, detail: string): Problem {
  return { status: row?.status ?? 400, code: row?.code ?? 'BadArgument', detail, limit: row?.id ?? 'right-types' };
}

function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1));
}

interface Placed {
  pointer: string;
  content: Json | undefined;
}

function partsOfOne({ pointer, content }: Placed, way: Way): Part[] {
  if (isObject(content)) return partsOf(content, 'AdaptiveCard', way, pointer);
  return [{ kind: 'fault', pointer, value: { fault: 'wrong-type', detail: 'the card is no object' }, way }];
}

/** The Adaptive Cards of a payload, wherever this way puts them. */
function cardsIn(value: JsonObject, way: Way): Placed[] {
  switch (way) {
    case 'message':
      return attached(value.attachments, '/attachments');
    case 'query':
      return isObject(value.composeExtension)
        ? attached(value.composeExtension.attachments, '/composeExtension/attachments')
        : [];
    case 'execute':
      return value.type === CARD_TYPE ? [{ pointer: '/value', content: value.value }] : [];
    case 'dialog': {
      const info = isObject(value.task) && isObject(value.task.value) ? value.task.value : {};
      return isObject(info.card) ? [{ pointer: '/task/value/card/content', content: info.card.content }] : [];
    }
    case 'search':
      return [];
  }
}

function attached(attachments: Json | undefined, pointer: string): Placed[] {
  return objectsIn(attachments)
    .map(({ contentType, content }, index) => ({ contentType, content, pointer: `${pointer}/${index}/content` }))
    .filter(({ contentType }) => contentType === CARD_TYPE);
}
