import { noteRefusal } from '#application/note-refusal.ts';
import { refusals } from '#copy/refusals.ts';
import { requesterProblem } from '#domain/person.ts';
import type { Form, Message } from '#views/elements.ts';
import { welcomeMessage } from '#views/notice.ts';
import { checklistNow } from './checklist.ts';
import { isChecklistWord } from './checklist-word.ts';
import type { Click, ClickContext } from './click.ts';
import { answerNow } from './questions.ts';

/** What a command leads to: the request form, or something said to the one who gave it. */
export type Commanded = { open: Form } | { show: Message } | { say: string };

/** A command without words opens the form, "ask ..." answers, other words say what the bot can do. */
export async function commanded(context: ClickContext, person: Click['person'], words: string): Promise<Commanded> {
  const { deps, flow, log } = context;
  const asked = /^ask\b\s*([\s\S]*)$/i.exec(words.trim());
  if (asked !== null) {
    const answer = await answerNow(context, person, asked[1] ?? '');
    return typeof answer === 'string' ? { say: answer } : { show: answer };
  }
  const problem = requesterProblem(person.account, deps.settings.guestsMayRequest);
  // Without an address one can draft: the form opens, and Submit says what is missing.
  if (problem !== null && problem !== 'email-missing') {
    log.info({ refusal: problem }, 'a command was refused');
    await noteRefusal(deps)(person, problem, 'command');
    return { say: refusals[problem] };
  }
  if (isChecklistWord(words)) return { open: await checklistNow(deps, person) };
  return words.trim() === '' ? { open: await flow.open(person, null) } : { show: welcomeMessage() };
}
