/** The person picker. A dot marks a person whose screen changed while one was somebody else. */
import { h, setAttribute } from './dom.js';
import { patchList } from './patch.js';
import { avatar, marksOf } from './person-marks.js';

export function renderPeople(container, { people, teamId, as, unread, onPick }) {
  const items = people.map((person) => ({ key: person.id, data: person }));
  patchList(container, items, ({ data }) => row(data, teamId, onPick));
  for (const node of container.children) {
    const id = node.patchKey;
    setAttribute(node.querySelector('button'), 'aria-current', id === as ? 'true' : null);
    node.querySelector('.dot').hidden = !unread.has(id);
  }
}

function row(person, teamId, onPick) {
  const marks = marksOf(person, teamId).map((mark) => h('span', { class: 'mark' }, mark));
  const dot = h('span', { class: 'dot', role: 'img', 'aria-label': 'something new', hidden: true });
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: person.deleted ? 'person gone' : 'person',
        'data-person': person.id,
        title: person.name,
        onclick: () => onPick(person.id),
      },
      avatar(person),
      h(
        'span',
        { class: 'who' },
        h('span', { class: 'name' }, person.name),
        person.about ? h('span', { class: 'about' }, person.about) : null,
        marks.length > 0 ? h('span', { class: 'marks' }, marks) : null,
      ),
      dot,
    ),
  );
}
