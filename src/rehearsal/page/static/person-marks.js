/** What one must know of a person before acting as her: guest, deactivated, no e-mail, from elsewhere. */
import { h } from './dom.js';

export function marksOf(person, teamId) {
  const marks = [];
  if (person.deleted) marks.push('deactivated');
  if (person.ultraRestricted) marks.push('single-channel guest');
  else if (person.restricted) marks.push('guest');
  if (person.stranger || (person.teamId && person.teamId !== teamId)) marks.push('other workspace');
  if (person.email === null) marks.push('no e-mail');
  else if (person.emailConfirmed === false) marks.push('e-mail not confirmed');
  if (person.inSlack && person.inTeams) marks.push('Slack and Teams');
  if (person.joins) marks.push('on Teams, not in Slack');
  return marks;
}

const COLOURS = 8;

export function avatar(person) {
  const sum = [...person.id].reduce((total, letter) => (total * 31 + letter.codePointAt(0)) % 9973, 7);
  const initials = person.name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word[0])
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join('');
  return h('span', { class: `avatar colour-${sum % COLOURS}`, 'aria-hidden': 'true' }, initials || '?');
}
