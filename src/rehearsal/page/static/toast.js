/** A short word at the foot of the page that goes away by itself. */
import { h } from './dom.js';

const SHOWN_MS = 6_000;
let leaving;

export function toast(text) {
  const region = document.getElementById('toast');
  region.replaceChildren(h('p', {}, text));
  clearTimeout(leaving);
  leaving = setTimeout(() => region.replaceChildren(), SHOWN_MS);
}

export function tellWhereItLeads(url) {
  toast(`In Slack this opens ${url.replace(/^mailto:/, 'a new e-mail to ')}`);
}
