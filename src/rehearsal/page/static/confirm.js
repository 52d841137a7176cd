/** Slack's confirm dialog before a button, select or checkbox does its work. */
import { h, newId } from './dom.js';
import { showText, wordsOf } from './show-text.js';

/** true when there is nothing to confirm, or the person agreed. */
export function confirmed(confirm, reader) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const titleId = newId('confirm');
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const yes = confirm.style === 'danger' ? 'button danger' : 'button primary';
    const dialog = h(
      'dialog',
      { class: 'confirm', 'aria-labelledby': titleId },
      h('h2', { id: titleId }, showText(confirm.title, reader)),
      h('div', { class: 'text' }, showText(confirm.text, reader)),
      h(
        'footer',
        {},
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => finish(false) },
          wordsOf(confirm.deny, reader) || 'Cancel',
        ),
        h(
          'button',
          { type: 'button', class: yes, onclick: () => finish(true) },
          wordsOf(confirm.confirm, reader) || 'Yes',
        ),
      ),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
