import type { Json, JsonObject, Member as SlackMember } from '#rehearsal/slack/contract.ts';
import type { Member as TeamsMember } from '#rehearsal/teams/contract.ts';
import type { Choose } from '../torture/alter.ts';

/**
 * People who press whatever stands before them, and fill in whatever opens. They do only what a client lets them do;
 * `pick` chooses: from a number below n.
 */

const words = [
  'No longer needed here',
  '2026-12-31',
  'Ask for Viewer, please',
  'My SSN is 123-45-6789',
  '=1+1',
  '<!channel> *x*',
];

/** Every object in a tree of blocks or cards that passes the test. */
function within(tree: unknown, test: (one: JsonObject) => boolean): JsonObject[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => within(one, test));
  if (typeof tree !== 'object' || tree === null) return [];
  const one = tree as JsonObject;
  return [...(test(one) ? [one] : []), ...Object.values(one).flatMap((value) => within(value, test))];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

interface SlackButton {
  surface: 'message' | 'home' | 'modal';
  ts?: string;
  blockId?: string;
  actionId: string;
  value?: string;
}

function buttonsIn(blocks: unknown, place: Pick<SlackButton, 'surface' | 'ts'>): SlackButton[] {
  return within(blocks, (one) => Array.isArray(one.elements) || one.accessory !== undefined).flatMap((block) =>
    within([block.elements, block.accessory], (one) => one.type === 'button' && one.url === undefined).map(
      (button) => ({
        ...place,
        blockId: text(block.block_id),
        actionId: text(button.action_id),
        ...(button.value === undefined ? {} : { value: text(button.value) }),
      }),
    ),
  );
}

const decisions = ['approve', 'approve-one', 'approve-rest', 'done', 'take-back', 'ask-to-send'];

/** The buttons before a person with which something is decided, as Slack names them in a payload. */
export const decisionsOf = (member: SlackMember) =>
  member
    .screen()
    .messages.flatMap(({ ts, blocks }) => buttonsIn(blocks, { surface: 'message', ts }))
    .filter(({ actionId }) => decisions.includes(actionId))
    .map(({ actionId, blockId, value }) => ({ action_id: actionId, block_id: blockId ?? '', value: value ?? '' }));

/**
 * Presses one of the buttons that a person of Slack sees; what opens is filled in, sent or closed.
 * @param inside buttons to press first in what opens, one after the other
 * @returns the button; null when there was none, or none of those inside
 */
export async function pressInSlack(
  member: SlackMember,
  pick: Choose,
  wanted?: string,
  inside: readonly string[] = [],
): Promise<string | null> {
  const { messages, home } = member.screen();
  const buttons = [
    ...messages.slice(-12).flatMap(({ ts, blocks }) => buttonsIn(blocks, { surface: 'message', ts })),
    ...(home === null ? [] : buttonsIn(home.view.blocks, { surface: 'home' })),
  ].filter(({ actionId }) => wanted === undefined || actionId === wanted);
  const button = buttons[pick(buttons.length)];
  if (button === undefined) return null;
  await member.press(button);
  for (const name of inside) {
    const found = buttonsIn(member.screen().modals.at(-1)?.view.blocks, { surface: 'modal' }).filter(
      ({ actionId }) => actionId === name,
    );
    const one = found[pick(found.length)];
    if (one === undefined) {
      while (member.screen().modals.length > 0) await member.close();
      return null;
    }
    await member.press(one);
  }
  await fillInSlack(member, pick);
  return button.actionId;
}

async function fillInSlack(member: SlackMember, pick: Choose): Promise<void> {
  for (let round = 0; round < 6 && member.screen().modals.length > 0; round += 1) {
    const top = member.screen().modals.at(-1);
    if (top === undefined || top.state !== 'ready') break;
    // Now and then a button of the dialog, where there is one.
    const inside = buttonsIn(top.view.blocks, { surface: 'modal' });
    const button = inside[pick(2 * inside.length)];
    if (button !== undefined) {
      await member.press(button);
      continue;
    }
    for (const block of inputsOf(top.view.blocks)) {
      // What she chose before may have changed the form.
      const there = inputsOf(member.screen().modals.at(-1)?.view.blocks);
      if (there.some(({ block_id }) => block_id === block.block_id)) await fillInput(member, block, pick);
    }
    if (top.view.submit === undefined) break;
    await member.submit();
  }
  while (member.screen().modals.length > 0) await member.close();
}

const inputsOf = (blocks: Json | undefined) => within(blocks, (one) => one.type === 'input');

async function fillInput(member: SlackMember, block: JsonObject, pick: Choose): Promise<void> {
  const element = block.element as JsonObject;
  const options = within(element.options ?? element.option_groups, (one) => typeof one.value === 'string').map((one) =>
    text(one.value),
  );
  const one = options[pick(options.length)] ?? '';
  const fill = (value: string | string[]) => member.fill(text(element.action_id), value, text(block.block_id));
  switch (element.type) {
    case 'plain_text_input':
      await fill((words[pick(words.length)] ?? '').slice(0, Number(element.max_length ?? 3_000)));
      return;
    case 'static_select':
    case 'radio_buttons':
      await fill(one);
      return;
    case 'checkboxes':
    case 'multi_static_select':
      await fill([one]);
      return;
    case 'datepicker':
      await fill('2027-01-15');
      return;
    // What is looked up as one types is left as it is.
    default:
      return;
  }
}

/** The same in Teams. */
export async function pressInTeams(
  member: TeamsMember,
  pick: Choose,
  wanted?: string,
  inside: readonly string[] = [],
): Promise<string | null> {
  const buttons = member
    .screen()
    .messages.filter(({ from }) => from === 'bot')
    .slice(-12)
    .flatMap(({ id, cards }) =>
      within(
        cards,
        (one) => one.type === 'Action.Execute' || (one.type === 'Action.Submit' && typeof one.data === 'object'),
      ).map((action) => ({ id, action, name: text(action.verb) || text((action.data as JsonObject).action) })),
    )
    .filter(({ name }) => wanted === undefined || name === wanted);
  const button = buttons[pick(buttons.length)];
  if (button === undefined) return null;
  const { id, action, name } = button;
  const data = plain(action.data);
  await member.press({ surface: 'message', messageId: id, ...(action.verb ? { verb: text(action.verb) } : {}), data });
  for (const next of inside) {
    const found = within(
      member.screen().dialog?.card,
      (one) => one.type === 'Action.Submit' && (one.data as JsonObject)?.action === next,
    );
    const one = found[pick(found.length)];
    if (one === undefined) {
      if (member.screen().dialog !== null) member.close();
      return null;
    }
    await member.press({ surface: 'dialog', data: plain(one.data) });
  }
  await fillInTeams(member, pick);
  return name;
}

/** What a button carries, without what is for the client. */
const plain = (data: unknown): JsonObject =>
  Object.fromEntries(Object.entries((data ?? {}) as JsonObject).filter(([key]) => key !== 'msteams'));

async function fillInTeams(member: TeamsMember, pick: Choose): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const { dialog } = member.screen();
    if (dialog?.card == null || dialog.state !== 'ready') break;
    const inside = within(
      dialog.card,
      (one) => one.type === 'Action.Submit' && !['submit', 'close'].includes(text((one.data as JsonObject)?.action)),
    );
    const button = inside[pick(2 * inside.length)];
    if (button !== undefined) {
      await member.press({ surface: 'dialog', data: plain(button.data) });
      continue;
    }
    for (const input of within(dialog.card.body, ({ type }) => text(type).startsWith('Input.')))
      fillTeamsInput(member, input, pick);
    const sends = within(
      dialog.card,
      (one) => one.type === 'Action.Submit' && (one.data as JsonObject)?.action === 'submit',
    );
    if (sends.length === 0) break;
    await member.press({ surface: 'dialog', data: { action: 'submit' } });
  }
  if (member.screen().dialog !== null) member.close();
}

function fillTeamsInput(member: TeamsMember, input: JsonObject, pick: Choose): void {
  const choices = within(input.choices, (one) => typeof one.value === 'string').map((one) => text(one.value));
  const id = text(input.id);
  if (input.type === 'Input.Text')
    member.fill(id, (words[pick(words.length)] ?? '').slice(0, Number(input.maxLength ?? 3_000)));
  if (input.type === 'Input.Toggle') member.fill(id, 'true');
  if (input.type === 'Input.Date') member.fill(id, '2027-01-15');
  if (input.type === 'Input.ChoiceSet' && choices.length > 0) member.fill(id, choices[pick(choices.length)] ?? '');
}
