import { roleById } from '#content/catalogue.ts';
import { facts } from '#content/facts.ts';
import * as say from '#copy/answers.ts';
import { checklistWords } from '#copy/checklist.ts';
import { reporting } from '#copy/departure.ts';
import type { Answered } from '#domain/answer.ts';
import { isRoleId } from '#domain/catalogue.ts';
import type { Block, Button, Form, Message } from './elements.ts';

/** An answer as a message: the text, buttons that act, related questions, and whether it helped. */
export function answerMessage(questionId: string, answered: Answered): Message {
  const { outcome, text, suggestions, related, actions } = answered;
  const buttons = actions.flatMap(actionButton);
  const asks: Button[] = (outcome === 'suggest' ? suggestions : related).slice(0, 3).map(({ article, title }, n) => ({
    action: `show-article-${n + 1}`,
    label: title,
    value: `${questionId}|${article}`,
  }));
  const none: Button[] =
    outcome === 'suggest' ? [{ action: 'none-of-these', label: say.noneOfThese, value: questionId }] : [];
  const blocks: Block[] = [
    ...paragraphs(outcome === 'suggest' ? say.notSure : text),
    ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ...(outcome !== 'suggest' && asks.length > 0 ? [{ kind: 'note', text: [say.relatedQuestions] } as const] : []),
    ...(asks.length + none.length > 0 ? [{ kind: 'buttons', buttons: [...asks, ...none] } as const] : []),
    ...(outcome === 'answer' ? helpful(questionId) : []),
  ];
  return { fallback: text.slice(0, 300), blocks };
}

/** An answer to put into a message of one's own: it has no buttons, because nobody asked the bot there. */
export function quotedAnswer(text: string): Message {
  return { fallback: text.slice(0, 300), blocks: paragraphs(text) };
}

function paragraphs(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part, index, all) =>
      index > 0 && index === all.length - 1 && part.startsWith('Source: ')
        ? { kind: 'note', text: [part] }
        : { kind: 'text', text: index === 0 ? [{ bold: part }] : [part] },
    );
}

function actionButton(action: string): Button[] {
  const [kind, role] = action.split(':');
  if (kind === 'request' && role !== undefined && isRoleId(role))
    return [
      { action: 'request-this-role', label: say.requestRole(roleById(role).label), value: role, look: 'primary' },
    ];
  if (kind === 'request') return [{ action: 'request-role', label: say.request, look: 'primary' }];
  if (kind === 'pso-left') return [{ action: 'report-left', label: reporting.button, look: 'primary' }];
  if (kind === 'checklist') return [{ action: 'checklist', label: checklistWords.open }];
  if (kind === 'service-center') return [{ action: 'service-center', label: say.serviceCenter }];
  return [{ action: 'my-requests', label: say.myRequests }];
}

function helpful(questionId: string): Block[] {
  return [
    { kind: 'note', text: [say.wasThisHelpful] },
    {
      kind: 'buttons',
      buttons: [
        { action: 'helpful', label: say.yes, value: questionId },
        { action: 'not-helpful', label: say.no, value: questionId },
      ],
    },
  ];
}

/** What was missing, in one line. */
export function notHelpfulForm(questionId: string): Form {
  return {
    name: 'not-helpful',
    title: say.missingTitle,
    submit: say.send,
    close: say.close,
    memo: { question: questionId },
    blocks: [
      {
        kind: 'input',
        type: 'words',
        id: 'missing',
        label: say.missing,
        hint: say.missingHint,
        optional: true,
        multiline: false,
        most: 300,
        starts: '',
      },
    ],
  };
}

/** How to reach the Service Center, with what to have ready. */
export function serviceCenterForm(): Form {
  return {
    name: 'service-center',
    title: say.serviceCenterTitle,
    submit: null,
    close: say.close,
    memo: {},
    blocks: [
      { kind: 'text', text: [{ bold: facts.serviceCenterPhone.value }, `\n${facts.serviceCenterEmail.value}`] },
      { kind: 'text', text: say.onlineTicket },
      { kind: 'note', text: [say.haveReady] },
    ],
  };
}
