import type { Deps } from '#application/deps.ts';
import { askQuestion, rateAnswer } from '#application/questions.ts';
import * as say from '#copy/answers.ts';
import { refusals } from '#copy/refusals.ts';
import { isRoleId } from '#domain/catalogue.ts';
import { answerMessage, notHelpfulForm, serviceCenterForm } from '#views/answer.ts';
import type { Message } from '#views/elements.ts';
import { isChecklistWord } from './checklist-word.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { openRequest } from './request-buttons.ts';
import { type Forms, wrong } from './submission.ts';

/** The buttons under answers. */
export function questionButtons(context: ClickContext): Buttons {
  const { deps } = context;
  const article = acts((made) => showArticle(context, made));
  return {
    'show-article-1': article,
    'show-article-2': article,
    'show-article-3': article,
    'none-of-these': acts(async ({ person, value }) => {
      const answer = await rateAnswer(deps)(person, value, false, null);
      return answer.ok ? { tell: say.notKnown } : refuse(answer.refusal);
    }),
    helpful: acts(async ({ person, value }) => {
      const answer = await rateAnswer(deps)(person, value, true, null);
      return answer.ok ? { tell: say.thanksForSaying } : refuse(answer.refusal);
    }),
    'not-helpful': opens(async ({ person, value }) => {
      const answer = await rateAnswer(deps)(person, value, false, null);
      return answer.ok ? { open: notHelpfulForm(value) } : refuse(answer.refusal);
    }),
    'service-center': opens(async () => ({ open: serviceCenterForm() })),
    'request-this-role': opens(async ({ person, value }) =>
      isRoleId(value) ? openRequest(context, person, { roleId: value }) : refuse('role-missing'),
    ),
  };
}

async function showArticle({ deps }: ClickContext, { person, value }: Click): Promise<After> {
  const [questionId = '', articleId = ''] = value.split('|');
  if (deps.answers.article(articleId) === null || !/^[A-Za-z0-9_-]{8,40}$/.test(questionId))
    return refuse('question-unknown');
  const notice = { about: 'article', questionId, articleId, on: person.identity.platform } as const;
  await deps.ledger.change((record) => record.enqueue({ kind: 'tell', personId: person.personId, notice }, deps.now()));
  return {};
}

/** What was missing in an answer. */
export function missingForms({ deps }: ClickContext): Forms {
  return {
    'not-helpful': {
      field: 'missing',
      again: async ({ memo }) => notHelpfulForm(memo.question ?? ''),
      async send({ person, memo, typed }) {
        const words = typed.words('missing')?.trim() || null;
        if (words === null) return { close: 'this' };
        const answer = await rateAnswer(deps)(person, memo.question ?? '', false, words);
        return answer.ok ? { close: 'this' } : wrong(answer.refusal);
      },
    },
  };
}

/** Where the answer to a question goes. */
export type AskedIn =
  /** In the person's own conversation with the bot. */
  | { place: 'own' }
  /** In a channel: to its thread, except what is for the writer alone. */
  | { place: 'thread'; channel: string; thread: string; scope?: string };

/**
 * Answers what a person wrote, by a message that goes out after the commit.
 * @param once the event's own key: the same one is answered once
 * @returns words to say to her at once, when there is no answer; else null
 */
export async function answerWritten(
  { deps }: ClickContext,
  person: Click['person'],
  text: string,
  asked: AskedIn,
  once: string | undefined,
): Promise<string | null> {
  const on = person.identity.platform;
  if (asked.place === 'own' && isChecklistWord(text)) {
    await offerHers(deps, person, once);
    return null;
  }
  const answer = await askQuestion(deps)(
    person,
    text,
    (questionId, { outcome }) =>
      // A secret is answered to the one who wrote it, privately; everything else in the thread.
      asked.place === 'own' || outcome === 'guarded'
        ? { kind: 'tell', personId: person.personId, notice: { about: 'answer', questionId, on } }
        : { kind: 'reply', questionId, ...placed(asked), on },
    once ?? null,
  );
  return answer.ok ? null : refusals[answer.refusal];
}

const placed = ({ channel, thread, scope }: Extract<AskedIn, { place: 'thread' }>) => ({
  channel,
  thread,
  ...(scope === undefined ? {} : { scope }),
});

/** The word with which she opens her checklist elsewhere; here only a button can open it. */
async function offerHers({ ledger, now }: Deps, { personId, identity }: Click['person'], once: string | undefined) {
  const task = { kind: 'tell', personId, notice: { about: 'checklist-offer', on: identity.platform } } as const;
  await ledger.change(async (record) => {
    if (once === undefined) await record.enqueue(task, now());
    else await record.enqueueOnce(once, task, now());
  });
}

/** The answer to a question as a message for her alone, at once: commands and shortcuts. A refusal comes as words. */
export async function answerNow(
  { deps }: ClickContext,
  person: Click['person'],
  text: string,
): Promise<Message | string> {
  if (text.trim() === '') return say.askMe;
  const answer = await askQuestion(deps)(person, text);
  if (!answer.ok) return refusals[answer.refusal];
  return answer.value === null ? say.askMe : answerMessage(answer.value.questionId, answer.value.answered);
}
