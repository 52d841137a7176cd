import { choiceValue } from '#channels/teams/choice-values.ts';
import type * as slack from '#rehearsal/slack/contract.ts';
import type { Answered, ButtonPlace, Connector, JsonObject } from '#rehearsal/teams/contract.ts';
import { isJson, type Json, text } from '#test/views/shown.ts';
import { offerMessage, welcomeMessage } from '#views/notice.ts';
import { homeOf, shownAsSlack, viewOf, whisper, wrongIn } from './screen.ts';

/** A person who does in Teams what the stories let her do in Slack. */

/** What the bot told only her, and what a whole play shares. */
export interface Stagehand {
  connector: Connector;
  channelId(id: string): string;
  whispers(userId: string): string[];
  /** Lets her get the app, as everybody has in Slack. */
  enter(userId: string): Promise<void>;
}

/** Under a card Teams says so when a press was taken. */
const saved = 'Saved.';

export function playedMember(hand: Stagehand, userId: string): slack.Member {
  const { connector } = hand;
  const member = () => connector.member(userId);
  const messages = () => member().screen().messages;
  const home = () => messages().findLast(({ cards }) => cards.some(({ msteams }) => isJson(msteams)));
  const dialogCard = (): Json => member().screen().dialog?.card ?? {};

  /** Takes in what was said to her alone, and closes a dialog that only says something. */
  function heard(answered: Answered): slack.Answered {
    for (const words of saidIn(answered.body)) if (words !== saved) hand.whispers(userId).push(words);
    if (member().screen().dialog?.card === null) member().close();
    return answered.body === 'invalid' ? { ...answered, body: 'required' } : answered;
  }

  function placeIn(cards: readonly Json[], messageId: string, { actionId, value }: slack.ElementPlace): ButtonPlace {
    const json = JSON.stringify(cards);
    const wanted = value === undefined ? {} : { value };
    return json.includes(`"verb":"${actionId}"`)
      ? { surface: 'message', messageId, verb: actionId, ...(value === undefined ? {} : { data: wanted }) }
      : { surface: 'message', messageId, data: { action: actionId, ...wanted } };
  }

  async function pressOn(messageId: string, place: slack.ElementPlace): Promise<slack.Answered> {
    const cards = messages().find(({ id }) => id === messageId)?.cards ?? [];
    return heard(await member().press(placeIn(cards, messageId, place)));
  }

  async function inDialog(action: string, value?: string): Promise<slack.Answered> {
    const data = { action, ...(value === undefined ? {} : { value }) };
    const answered = heard(await member().press({ surface: 'dialog', data }));
    // What Slack says in a message behind the dialog, Teams says on top of it.
    const wrong = action === 'submit' ? '' : wrongIn(dialogCard());
    if (wrong !== '') hand.whispers(userId).push(wrong);
    return answered;
  }

  function fillIn(id: string, value: string | string[]): void {
    const input = inputIn(dialogCard(), id);
    const values = [value].flat();
    const several = input?.type === 'Input.ChoiceSet' && input.isMultiSelect === true;
    const one = input?.type === 'Input.Toggle' ? String(values.length > 0) : (values[0] ?? '');
    member().fill(id, several ? values.map(choiceValue) : one);
  }

  return {
    get person() {
      const { id, name, email, timeZone } = member().person;
      return { id, name, email, ...(timeZone === undefined ? {} : { timeZone }) };
    },
    screen() {
      const screen = member().screen();
      const { id, name, email } = screen.person;
      const shown = screen.messages.filter(
        (message) => !ofMenu.includes(message.summary) && !ofMenu.includes(message.text),
      );
      const page = home();
      return {
        person: { id, name, email },
        messages: [
          ...shown.filter((message) => message.id !== page?.id && !isHome(message.cards)).map(shownAsSlack),
          ...hand.whispers(userId).map(whisper),
        ],
        home: page === undefined ? null : homeOf(page),
        modals: screen.dialog === null ? [] : [viewOf(screen.dialog)],
        channels: screen.channels.map(({ id: at, name: called, botIn, messages: posts }) => ({
          id: at,
          name: called,
          botIn,
          messages: posts.map(shownAsSlack),
        })),
        notice: null,
      };
    },
    async command(words) {
      await hand.enter(userId);
      if (words !== '') return member().say(words.replace(/^ask\b\s*/, ''));
      await member().say('request');
      const offer = messages().findLast(({ cards }) => JSON.stringify(cards).includes('"request-role"'));
      return pressOn(offer?.id ?? '', { surface: 'message', actionId: 'request-role' });
    },
    async openHome() {
      await hand.enter(userId);
      return member().say('profile');
    },
    async say(words) {
      await hand.enter(userId);
      return member().say(words);
    },
    async mention(channelId, words) {
      await hand.enter(userId);
      return member().mention(hand.channelId(channelId), words);
    },
    shortcut() {
      throw new Error('Teams has no such menu here');
    },
    async press(place) {
      if (place.surface === 'modal') {
        const input = inputIn(dialogCard(), place.actionId);
        if (input !== null) throw new Error(`${place.actionId} is filled in, not pressed`);
        return inDialog(place.actionId, place.value);
      }
      return pressOn(place.surface === 'home' ? (home()?.id ?? '') : (place.ts ?? ''), place);
    },
    async fill(actionId, value) {
      // A field that a choice asks for appears after Next.
      if (inputIn(dialogCard(), actionId) === null) await inDialog('submit');
      fillIn(actionId, value);
      return null;
    },
    async search(actionId, query) {
      const found = await member().search(actionId, query);
      const options = found.map(({ title, value }) => ({ text: { type: 'plain_text', text: title }, value }));
      return { options, groups: [] };
    },
    submit: () => inDialog('submit'),
    async close() {
      return member().screen().dialog === null ? null : inDialog('close');
    },
    onChange: (listener) => member().onChange(listener),
  };
}

/** Words for the one who acted, in the answer to an invoke. */
export function saidIn(body: Answered['body']): string[] {
  if (!isJson(body)) return [];
  const task = isJson(body.task) ? body.task : {};
  const value = task.type === 'message' ? task.value : body.type === MESSAGE ? body.value : '';
  return typeof value === 'string' && value !== '' ? [value] : [];
}

const MESSAGE = 'application/vnd.microsoft.activity.message';

const isHome = (cards: readonly JsonObject[]) => cards.some(({ msteams }) => isJson(msteams));

/** What Slack has a menu for, and no message: the welcome, and the buttons that lead to a form. */
const ofMenu = [welcomeMessage(), offerMessage('request'), offerMessage('mine')].map(({ fallback }) => fallback);
ofMenu.push('request', 'profile');

function inputIn(value: unknown, id: string): Json | null {
  if (Array.isArray(value)) return value.reduce<Json | null>((found, one) => found ?? inputIn(one, id), null);
  if (!isJson(value)) return null;
  if (text(value.type).startsWith('Input.') && value.id === id) return value;
  for (const one of Object.values(value)) {
    const found = inputIn(one, id);
    if (found !== null) return found;
  }
  return null;
}
