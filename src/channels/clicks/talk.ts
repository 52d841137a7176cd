import type { KnownPerson } from '#application/ledger.ts';
import { shownPerson } from '#application/officials.ts';
import { hersOf, showRequest } from '#application/shown.ts';
import { addressed, writeLine } from '#application/talk.ts';
import type { TalkTarget } from '#domain/talk.ts';
import { talkForm } from '#views/talk.ts';
import { type After, type Buttons, type ClickContext, opens, refuse } from './click.ts';
import { parseItems, parseRequestId } from './ids.ts';
import { type Forms, wrong, wrongUnrecorded } from './submission.ts';

/** Questions and answers about a request: the buttons that open the form. */
export function talkButtons(context: ClickContext): Buttons {
  return {
    'talk-ask': opens(({ person, value }) => open(context, person, parseRequestId(value), { to: 'requester' })),
    'talk-officials': opens(({ person, value }) => open(context, person, parseRequestId(value), { to: 'officials' })),
    'talk-decider': opens(({ person, value }) => {
      const items = parseItems(value);
      const [itemId] = items?.itemIds ?? [];
      return open(context, person, items?.requestId ?? null, { to: 'decider', itemId: itemId ?? '' });
    }),
    'talk-answer': opens(({ person, value }) => {
      const [, requestId, position] = /^([A-Za-z0-9_-]{8,40})\|(\d{1,6})$/.exec(value) ?? [];
      return open(context, person, requestId ?? null, { to: 'line', position: Number(position) });
    }),
  };
}

/** The form, for those who may write to somebody about the request now. */
async function open(
  { deps }: ClickContext,
  person: KnownPerson,
  requestId: string | null,
  target: TalkTarget,
  formId = deps.newId(),
): Promise<After> {
  return deps.ledger.read(async (record): Promise<After> => {
    const stored = requestId === null ? null : await record.request(requestId);
    if (stored === null) return refuse('request-unknown');
    const to = await addressed(record, stored, person, target, deps.settings);
    if (!to.ok) return refuse(to.refusal);
    const request = await showRequest(record, stored);
    const people = [];
    for (const personId of to.value.recipients) people.push(await shownPerson(record, personId));
    return { open: talkForm(request, target, people, hersOf(request, person.personId), formId) };
  });
}

/** The form is sent: who may write, and what, is checked again; the words come back to nobody when they are refused. */
export function talkForms(context: ClickContext): Forms {
  return {
    talk: {
      field: 'words',
      async again({ person, memo }) {
        const asked = memoOf(memo);
        const after = asked && (await open(context, person, asked.requestId, asked.target, asked.formId));
        return after !== null && 'open' in after ? after.open : null;
      },
      async send({ person, memo, typed }) {
        const asked = memoOf(memo);
        if (asked === null) return wrongUnrecorded('request-unknown');
        const answer = await writeLine(context.deps)({ person, ...asked, words: typed.words('words') ?? '' });
        return answer.ok ? { close: 'all' } : wrong(answer.refusal);
      },
    },
  };
}

function memoOf({ request = '', target = '', form = '' }: Readonly<Record<string, string>>) {
  const requestId = parseRequestId(request);
  const to = targetOf(target);
  return requestId === null || to === null || !/^[A-Za-z0-9_-]{8,40}$/.test(form)
    ? null
    : { requestId, target: to, formId: form };
}

function targetOf(text: string): TalkTarget | null {
  if (text === 'requester' || text === 'officials') return { to: text };
  const [, itemId] = /^decider:([A-Za-z0-9_-]{8,40}\.\d{1,3})$/.exec(text) ?? [];
  if (itemId !== undefined) return { to: 'decider', itemId };
  const [, position] = /^line:(\d{1,6})$/.exec(text) ?? [];
  return position === undefined ? null : { to: 'line', position: Number(position) };
}
