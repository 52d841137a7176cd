/** The person chooser: people by kind. A number marks a person who got messages while one was somebody else. */
import { letJoin } from './client.js';
import { h, setAttribute, setText } from './dom.js';
import { handoutButton } from './handout.js';
import { patchList } from './patch.js';
import { avatar, marksOf } from './person-marks.js';
import { toast } from './toast.js';

/** `unreadOf(id)` is the number of messages that nobody has looked at as this person. */
export function renderPeople(container, { people, groups, handouts, teamId, as, unreadOf, onPick }) {
  const byId = new Map(people.map((person) => [person.id, person]));
  const items = groups.map(({ name, ids, absent }) => ({
    key: name,
    data: { name, people: ids.flatMap((id) => withHandout(byId.get(id), handouts)), absent },
  }));
  patchList(container, items, ({ data }) => group(data, teamId, onPick));
  for (const button of container.querySelectorAll('button.person')) {
    const id = button.dataset.person;
    const unread = id === as ? 0 : unreadOf(id);
    setAttribute(button, 'aria-current', id === as ? 'true' : null);
    const mark = button.querySelector('.unread');
    mark.hidden = unread === 0;
    setAttribute(button.parentElement, 'class', id === as ? 'chosen' : null);
    setText(mark.querySelector('.number'), unread > 99 ? '99+' : String(unread));
    setText(mark.querySelector('.unread-words'), unread === 1 ? ' new message' : ' new messages');
  }
}

function withHandout(person, handouts) {
  return person ? [{ ...person, handout: handouts[person.id] }] : [];
}

function group({ name, people, absent }, teamId, onPick) {
  return h(
    'section',
    { class: 'group' },
    h('h3', {}, name),
    h(
      'ul',
      {},
      people.map(({ handout, ...person }) =>
        h(
          'li',
          {},
          row(person, teamId, onPick),
          handout ? handoutButton(handout) : null,
          person.joins ? joinButton(person) : null,
        ),
      ),
      absent.map((person) => h('li', {}, absentRow(person))),
    ),
  );
}

function row(person, teamId, onPick) {
  return h(
    'button',
    {
      type: 'button',
      class: person.deleted ? 'person gone' : 'person',
      'data-person': person.id,
      onclick: () => onPick(person.id),
    },
    avatar(person),
    words(person, marksOf(person, teamId)),
    h(
      'span',
      { class: 'unread', hidden: true },
      h('span', { class: 'number' }),
      h('span', { class: 'unread-words hidden-words' }),
    ),
  );
}

/** Nobody can be a person who is not in the chat; she can join it. */
const absentRow = (person) => [
  h('div', { class: 'person absent' }, avatar(person), words(person, ['not in this chat'])),
  joinButton(person),
];

function joinButton(person) {
  const first = person.name.split(' ')[0];
  const join = async () => {
    const { error } = await letJoin(person.id);
    toast(error ?? `${person.name} is in Slack now. The bot gets to know ${first} when ${first} opens it.`);
  };
  return h('button', { type: 'button', class: 'handout always', onclick: join }, `Let ${first} join Slack`);
}

function words(person, marks) {
  return h(
    'span',
    { class: 'who' },
    h('span', { class: 'name' }, person.name),
    person.about ? h('span', { class: 'about' }, person.about) : null,
    marks.length > 0
      ? h(
          'span',
          { class: 'marks' },
          marks.map((mark) => h('span', { class: 'mark' }, mark)),
        )
      : null,
  );
}
