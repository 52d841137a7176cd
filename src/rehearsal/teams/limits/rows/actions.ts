/** Limits of cards and their buttons. */
import { isObject, objectsIn } from '../../../slack/json.ts';
import type { JsonObject } from '../../contract.ts';
import { ACTIONS_PAGE, CARDS_IN_TEAMS, DIALOGS, UNIVERSAL } from '../pages.ts';
import type { LimitRow, Part } from '../row.ts';
import { card, dialogWith, execute, many, messageWith, submit, words } from '../samples.ts';

const withActions = (...actions: JsonObject[]) => messageWith(card([words('x')], { actions }));
const FETCH = { msteams: { type: 'task/fetch' } };
const MSTEAMS_TYPES = ['task/fetch', 'task/submit', 'messageBack', 'imBack', 'invoke', 'signin'];

export const ACTION_ROWS: readonly LimitRow[] = [
  {
    id: 'card-version',
    what: 'a card is of version 1.0 to 1.5',
    source: CARDS_IN_TEAMS,
    by: 'message',
    accepted: () => messageWith(card()),
    refused: () => messageWith(card([words('x')], { version: '1.6' })),
    kinds: ['AdaptiveCard'],
    check: ({ value }) =>
      typeof value.version === 'string' && !/^1\.[0-5]$/.test(value.version) ? 'must be 1.0 to 1.5' : null,
  },
  {
    id: 'six-actions',
    what: 'a card or an action set shows at most six actions that are not secondary',
    source: CARDS_IN_TEAMS,
    by: 'message',
    accepted: () => withActions(...many(6, () => submit()), submit({ mode: 'secondary' })),
    refused: () => withActions(...many(7, () => submit())),
    kinds: ['AdaptiveCard', 'InnerCard', 'ActionSet'],
    check: ({ value }) =>
      objectsIn(value.actions).filter(({ mode }) => mode !== 'secondary').length > 6 ? 'more than six actions' : null,
  },
  {
    id: 'action-has-title',
    what: 'an action of a card has a title that is not empty, or an icon',
    source: ACTIONS_PAGE,
    by: 'message',
    accepted: () => withActions(submit()),
    refused: () => withActions({ type: 'Action.Submit', title: '' }),
    kinds: ['AdaptiveCard', 'InnerCard', 'ActionSet'],
    check: ({ value }) =>
      objectsIn(value.actions).some(({ title, iconUrl }) => !title && !iconUrl) ? 'an action has no title' : null,
  },
  {
    id: 'action-for-teams',
    what: 'the msteams object of an action names something that Teams does',
    source: ACTIONS_PAGE,
    by: 'message',
    accepted: () => withActions(submit({ data: FETCH })),
    refused: () => withActions(submit({ data: { msteams: { type: 'task/open' } } })),
    kinds: ['Action.Submit'],
    check: ({ value }) => (msteamsIsKnown(value) ? null : 'msteams.type is unknown'),
  },
  {
    id: 'open-url-is-web',
    what: 'an action opens an https or http address, a mail, a call or a place in Teams',
    source: ACTIONS_PAGE,
    by: 'message',
    accepted: () => withActions({ type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com/' }),
    refused: () => withActions({ type: 'Action.OpenUrl', title: 'Open', url: 'file:///etc/passwd' }),
    kinds: ['Action.OpenUrl'],
    check: ({ value: { url } }) =>
      typeof url === 'string' && !/^(https?:\/\/\S+|mailto:\S+|tel:\S+|msteams:\S+)$/i.test(url)
        ? 'is no such address'
        : null,
  },
  {
    id: 'execute-has-verb',
    what: 'an Action.Execute has a verb',
    source: UNIVERSAL,
    by: 'message',
    accepted: () => withActions(execute()),
    refused: () => withActions(execute({ verb: '' })),
    kinds: ['Action.Execute'],
    check: ({ value }) => (value.verb ? null : 'the verb is missing'),
  },
  inDialog(
    'dialog-submits',
    'a dialog has no Action.Execute: its buttons are Action.Submit',
    execute(),
    'Action.Execute',
    () => true,
  ),
  inDialog(
    'dialog-opens-none',
    'a button of a dialog does not open another dialog: the answer to its submit does',
    submit({ data: FETCH }),
    'Action.Submit',
    ({ value }) => isObject(value.data) && isObject(value.data.msteams) && value.data.msteams.type === 'task/fetch',
  ),
];

function inDialog(
  id: string,
  what: string,
  action: JsonObject,
  kind: string,
  isWrong: (part: Part) => boolean,
): LimitRow {
  return {
    id,
    what,
    source: DIALOGS,
    by: 'dialog',
    accepted: () => dialogWith(card([words('x')], { actions: [submit()] })),
    refused: () => dialogWith(card([words('x')], { actions: [action] })),
    kinds: [kind],
    check: (part) => (part.way === 'dialog' && isWrong(part) ? 'does not work in a dialog' : null),
  };
}

function msteamsIsKnown({ data }: JsonObject): boolean {
  if (!isObject(data) || data.msteams === undefined) return true;
  return isObject(data.msteams) && MSTEAMS_TYPES.includes(String(data.msteams.type));
}
