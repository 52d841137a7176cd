import { synonyms } from '#content/synonyms.ts';

/** Words of questions and articles, folded the same way on both sides. */

/** Says nothing about what is meant. */
const stop = new Set(
  'a an the is are was were be been being am do does did doing have has had having i me my mine we us our ours you your yours he him his she her it its they them their this that these those there here of in on at to for from by with as and or but if so than then too very just also only can could will would shall should may might must whom whose not no yes please pls thanks thank hi hello hey ok okay um uh well like get got gets getting make let one any some im ive id ill dont cant isnt'.split(
    ' ',
  ),
);

/** Plain words in order: lower case, no accents, no apostrophes, known short forms written out. */
export function wordsOf(text: string): string[] {
  const ascii = /[\u0080-\uffff]/.test(text)
    ? text
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[’‘]/g, "'")
    : text;
  const plain = ascii.replace(/['`]/g, '').toLowerCase().replaceAll('&', ' and ');
  const raw = plain.match(/[a-z0-9]+(?:[-.@][a-z0-9]+)*/g) ?? [];
  if (!/[-.@]/.test(plain)) return expand(raw.filter(fits));
  const parts: string[] = [];
  for (const word of raw) {
    if (/[-.@]/.test(word)) parts.push(...[word.replace(/[-.@]/g, ''), ...word.split(/[-.@]/)].filter(fits));
    else if (fits(word)) parts.push(word);
  }
  return expand(parts);
}

const fits = (word: string): boolean => word.length <= 40;

interface Short {
  /** What the word alone stands for. */
  alone: readonly string[] | null;
  /** What it stands for with the next word. */
  before: Map<string, readonly string[]>;
}

/** The short forms by their first word. */
const shorts = new Map<string, Short>();
for (const [form, meaning] of synonyms) {
  const [first = '', second] = form.split(' ');
  const short = shorts.get(first) ?? { alone: null, before: new Map() };
  if (second === undefined) short.alone = meaning.split(' ');
  else short.before.set(second, meaning.split(' '));
  shorts.set(first, short);
}

/** Writes short forms out ("2fa", "pso"), the longest match first, and keeps the rest. */
function expand(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const short = shorts.get(word);
    const pair = short?.before.get(words[at + 1] ?? '');
    if (pair !== undefined) at += 1;
    const meaning = pair ?? short?.alone;
    if (meaning) out.push(...meaning);
    else out.push(word);
  }
  return out;
}

/** A light stem: what people add to a word without meaning something else. */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let w = word;
  if (w.endsWith('ies') && w.length > 4) w = `${w.slice(0, -3)}y`;
  else if (/(?:ss|us|is)$/.test(w)) w = word;
  else if (/(?:xes|ches|shes|sses|zes)$/.test(w)) w = w.slice(0, -2);
  else if (w.endsWith('s')) w = w.slice(0, -1);
  for (const end of ['ation', 'ment', 'ing', 'ed', 'er', 'or', 'al', 'ly']) {
    if (w.endsWith(end) && w.length - end.length >= 4) {
      w = w.slice(0, -end.length);
      break;
    }
  }
  w = w.replace(/([bdfgklmnprt])\1$/, '$1');
  return w.endsWith('e') && w.length > 4 ? w.slice(0, -1) : w;
}

/** Whether a word says nothing of what is meant. */
export const isSmall = (word: string): boolean => stop.has(word);

/** The stems that say something, in order. Where nothing but small words is left, those. */
export function stemsOf(words: readonly string[]): string[] {
  const telling = words.filter((word) => !stop.has(word));
  return (telling.length > 0 ? telling : words).map(stem);
}

/** Two phrasings with the same key are one. */
export const keyOf = (text: string): string => wordsOf(text).join(' ');
