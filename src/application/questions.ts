import type { Answered, Asked } from '#domain/answer.ts';
import { secretIn } from '#domain/guard.ts';
import type { PersonId } from '#domain/person.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Writing } from './ledger.ts';
import type { Task } from './task.ts';
import { watched } from './watch.ts';

/** Asking and answering: the guard and the search come from the knowledge port, what was asked goes to the record. */

/** The port to the knowledge module. */
export interface Answers {
  answer(asked: Asked): Answered;
  /** One article as an answer; null when there is none. */
  article(id: string): Answered | null;
}

/** The previous question of a person, for a follow-up. It may be lost without harm. */
export interface Conversations {
  previous(personId: PersonId): Promise<string | null>;
  remember(personId: PersonId, question: string): Promise<void>;
}

export interface StoredQuestion {
  id: string;
  at: number;
  personId: PersonId | null;
  /** null: not kept, or erased. */
  text: string | null;
  note: string | null;
  answered: Answered;
  helpful: boolean | null;
}

const mostAMinute = 20;
const minuteMs = 60_000;

/** How many questions each person asked in the last minute, in this process: it only keeps a flood away. */
const asked = new Map<PersonId, number[]>();

function tooMany(personId: PersonId, now: number): boolean {
  const recent = (asked.get(personId) ?? []).filter((at) => at > now - minuteMs);
  if (recent.length >= mostAMinute) {
    asked.set(personId, recent);
    return true;
  }
  asked.set(personId, [...recent, now]);
  if (asked.size > 10_000) asked.clear();
  return false;
}

export interface AskedHere {
  questionId: string;
  answered: Answered;
}

/**
 * Answers a person's question and keeps it, unless the guard says that it must not be kept.
 * @param deliver the task that shows the answer, when it goes out as a message; committed with the question
 * @param once a key under which the same question is answered once (an event that Slack may send again)
 * @returns null when this event was answered before; a refusal when she asks too much at once
 */
export function askQuestion({ ledger, answers, conversations, now, newId, watch }: Deps) {
  const ask = async (
    person: KnownPerson,
    question: string,
    deliver: ((questionId: string, answered: Answered) => Task) | null = null,
    once: string | null = null,
  ): Promise<Answer<AskedHere | null>> => {
    const at = now();
    const { personId } = person;
    if (tooMany(personId, at)) return no('too-many-questions');
    const context = (await conversations.previous(personId)) ?? undefined;
    const answered = answers.answer({ question, context });
    // Small talk, secrets and demands leave no words behind.
    const kept = answered.keep || answered.outcome === 'answer' ? question.slice(0, 2_000) : null;
    const questionId = newId();
    const isNew = await ledger.change(async (record) => {
      if (deliver !== null && !(await enqueue(record, deliver(questionId, answered), once, at))) return false;
      await record.addQuestion({ id: questionId, at, personId, text: kept, answered });
      return true;
    });
    if (!isNew) return yes(null);
    if (kept !== null) await conversations.remember(personId, kept);
    return yes({ questionId, answered });
  };
  return watched(watch, 'answer-question', ask, (answer) => {
    if (!answer.ok) return 'too-many';
    return answer.value === null ? 'repeated' : answer.value.answered.outcome;
  });
}

async function enqueue(record: Writing, task: Task, once: string | null, at: number): Promise<boolean> {
  if (once !== null) return record.enqueueOnce(once, task, at);
  await record.enqueue(task, at);
  return true;
}

/** "Was this helpful?": yes or no, and what was missing. Only the one who asked may say. */
export function rateAnswer({ ledger }: Deps) {
  return async (
    person: KnownPerson,
    questionId: string,
    helpful: boolean,
    note: string | null,
  ): Promise<Answer<null>> => {
    const words = note?.trim() || null;
    if (words !== null && secretIn(words) !== null) return no('holds-a-secret');
    if (words !== null && words.length > 300) return no('words-too-long');
    const rated = await ledger.change((record) => record.rateQuestion(questionId, person.personId, helpful, words));
    return rated ? yes(null) : no('question-unknown');
  };
}
