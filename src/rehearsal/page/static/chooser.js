/** On a narrow window the people stand behind a button; F6 goes between them and the conversation on every window. */
import { h, icon } from './dom.js';
import { focusable } from './focus.js';
import { avatar } from './person-marks.js';

export function startChooser({ button, chooser, main, skip }) {
  const isOpen = () => chooser.classList.contains('open');

  function unfold(open) {
    chooser.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
    main.inert = open;
  }
  const toPeople = () => {
    if (button.checkVisibility()) unfold(true);
    (chooser.querySelector('[aria-current]') ?? focusable(chooser)[0])?.focus();
  };
  const toMain = () => {
    if (isOpen()) unfold(false);
    const top = [...main.querySelectorAll('dialog[open]')].find((dialog) => dialog.checkVisibility());
    const composer = [...main.querySelectorAll('[data-key="composer"]')].find((one) => one.checkVisibility());
    const panel = [...main.querySelectorAll('.panel, .scroll')].find(
      (one) => one.checkVisibility() && one.tabIndex === 0,
    );
    if (top) focusable(top)[0]?.focus();
    else if (composer && !composer.disabled) composer.focus();
    else panel?.focus();
  };

  button.addEventListener('click', () => (isOpen() ? unfold(false) : toPeople()));
  skip.addEventListener('click', toMain);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'F6') {
      event.preventDefault();
      if (chooser.contains(document.activeElement)) toMain();
      else toPeople();
    } else if (event.key === 'Escape' && isOpen()) {
      unfold(false);
      button.focus();
    }
  });
  // A window that became wide shows the people beside the conversation again.
  matchMedia('(max-width: 820px)').addEventListener('change', () => unfold(false));

  return {
    /** Somebody was picked: the button carries her name, and the drawer goes away. */
    picked(person) {
      const hidden = (words) => h('span', { class: 'hidden-words' }, words);
      button.replaceChildren(
        avatar(person),
        hidden('You are '),
        h('span', { class: 'name' }, person.name),
        hidden(': choose another person'),
        icon('down'),
      );
      chooser.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
      if (!isOpen()) return;
      unfold(false);
      button.focus();
    },
  };
}
