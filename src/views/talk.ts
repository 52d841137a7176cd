import { formWords } from '#copy/forms.ts';
import { aboutRequest, talk as say, wrote } from '#copy/talk.ts';
import { type ItemId, isUndecided } from '#domain/item.ts';
import type { ShownItem, ShownLine, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { type TalkTarget, talkWordsMax } from '#domain/talk.ts';
import type { Block, Button, Form, Message } from './elements.ts';

/** How many lines stand on a card and in the requester's message; Details has the others. */
const linesOnCard = 5;

/** The last lines of the conversation about a request. */
export function talkBlocks(request: ShownRequest, earlier: (n: number) => string, most = linesOnCard): Block[] {
  const { talk } = request;
  if (talk.lines.length === 0) return [];
  const shown = talk.lines.slice(-most);
  const before = talk.earlier + talk.lines.length - shown.length;
  return [
    { kind: 'text', text: [{ bold: say.heading }] },
    ...(before > 0 ? [{ kind: 'note', text: [earlier(before)] } as const] : []),
    { kind: 'quotes', quotes: shown.map(quote) },
  ];
}

const quote = ({ author, at, words }: ShownLine) => ({ from: author.name, at, words: words ?? say.erased });

/** "Ask Ana", for as long as something of hers is undecided or approved and not yet done. */
export function askButton(request: ShownRequest, hers: readonly ShownItem[]): Button[] {
  const open = hers.some(({ state }) => isUndecided(state) || state.status === 'approved');
  return open ? [{ action: 'talk-ask', label: say.ask(request.requester), value: request.id }] : [];
}

/** "Ask the security official", while somebody in chat is asked for something undecided. */
export function askOfficialsButton(request: ShownRequest): Button[] {
  const asked = request.items.some(
    ({ state, officials }) => state.status === 'pending' && officials.some(({ personId }) => personId !== null),
  );
  return asked ? [{ action: 'talk-officials', label: say.askOfficials, value: request.id }] : [];
}

/** Where a line is written. Whom it goes to stands in the memo as ids; it is looked up again when it is sent. */
export function talkForm(
  request: ShownRequest,
  target: TalkTarget,
  to: readonly ShownPerson[],
  items: readonly ItemId[],
  formId: string,
): Form {
  const about = request.items.filter(({ id }) => items.includes(id));
  return {
    name: 'talk',
    title: target.to === 'line' ? say.answerTitle : say.formTitle,
    submit: say.send,
    close: formWords.close,
    memo: { request: request.id, target: targetText(target), form: formId },
    blocks: [
      { kind: 'text', text: aboutRequest(request, about.length === 0 ? request.items : about) },
      ...talkBlocks(request, say.earlier, 10),
      {
        kind: 'input',
        type: 'words',
        id: 'words',
        label: say.label,
        hint: say.hint,
        multiline: true,
        most: talkWordsMax,
        starts: '',
      },
      { kind: 'note', text: [say.goesTo(to)] },
    ],
  };
}

/** A target as a memo carries it: `requester`, `officials`, `decider:REQUEST.2`, `line:3`. */
function targetText(target: TalkTarget): string {
  switch (target.to) {
    case 'requester':
    case 'officials':
      return target.to;
    case 'decider':
      return `decider:${target.itemId}`;
    case 'line':
      return `line:${target.position}`;
  }
}

/** Tells one person of a line that was written to her. */
export function lineMessage(
  request: ShownRequest,
  line: ShownLine,
  answers: boolean,
  reader: { requester: boolean; items: readonly ItemId[] },
): Message {
  const hers = request.items.filter(({ id }) => reader.items.includes(id));
  const items = reader.requester || hers.length === 0 ? request.items : hers;
  const text = wrote(request, items, line.author, answers, reader.requester);
  return {
    // The words stand in the message only: a notification is read by whoever sees the screen.
    fallback: text,
    blocks: [
      { kind: 'text', text: [text] },
      { kind: 'quotes', quotes: [quote(line)] },
      {
        kind: 'buttons',
        buttons: [
          { action: 'talk-answer', label: say.answer, value: `${request.id}|${line.position}`, look: 'primary' },
        ],
      },
    ],
  };
}
