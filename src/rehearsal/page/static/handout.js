/** Text to paste that would be a labour to type: offered beside the person, also while her form is open. */
import { h } from './dom.js';
import { toast } from './toast.js';

export function handoutButton({ label, text }) {
  return h('button', { type: 'button', class: 'handout', onclick: () => copy(text) }, label);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied. Paste it into the form.');
  } catch {
    toast(`The browser does not let this page copy. Here it is: ${text.replaceAll('\n', ' ')}`);
  }
}
