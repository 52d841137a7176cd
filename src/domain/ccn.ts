import type { State } from './state.ts';

/**
 * The grammar of CMS Certification Numbers (SOM chapter 2, section 2779; public, in no job aid): six characters for
 * providers, ten for suppliers, the first two a State's code.
 */

export type CcnProblem = 'empty' | 'five-digits' | 'spreadsheet' | 'letter-for-digit' | 'length' | 'state' | 'pattern';

export type CcnKind =
  | 'nursing-home'
  | 'home-health'
  | 'hospice'
  | 'hospital'
  | 'dialysis'
  | 'clinic'
  | 'supplier'
  | 'other';

export type ParsedCcn =
  | { ok: true; ccn: string; kind: CcnKind /** null: Canada, Mexico, other countries. */; state: string | null }
  | { ok: false; problem: CcnProblem; suggestion?: string };

const providerTail = /^(?:\d{4}|[ABEFGHJKL]\d{3}|P\d{3}|[MRSTUVWYZ]\d{3}|[ST][A-HJK]\d{2}|\d{3}[EF])$/;
const supplier = /^[CDX]\d{7}$/;
const abroad = ['56', '59', '99'];

/**
 * Reads one number as a person types or copies it: spaces, hyphens, quotes, a "CCN" before it and case do not matter.
 * @param text up to a few dozen characters; longer text has the wrong length
 * @param states the table that owns the first two characters
 */
export function parseCcn(text: string, states: readonly State[]): ParsedCcn {
  const typed = text
    .slice(0, 200)
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^CCN\b[\s:#]*/, '');
  if (/^\d+(?:[.,]\d+)?E\+\d{1,3}$|^\d[.,]\d+E\d{1,3}$/.test(typed)) return { ok: false, problem: 'spreadsheet' };
  const whole = /^(\d{5,6})[.,]0+$/.exec(typed);
  if (whole) return { ok: false, problem: 'spreadsheet', ...suggest(`${whole[1]}`.padStart(6, '0'), states) };
  const ccn = typed.replace(noise, '');
  if (ccn === '') return { ok: false, problem: 'empty' };
  const problem = problemOf(ccn, states);
  if (problem === null) return { ok: true, ccn, kind: kindOf(ccn), state: stateOf(ccn, states) };
  const padded = suggest(`0${ccn}`, states);
  if (ccn.length === 5 && (padded.suggestion || /^\d{5}$/.test(ccn)))
    return { ok: false, problem: 'five-digits', ...padded };
  // An L can be right (psychiatric residential treatment), an O or I never is: so L is changed last.
  const digits = ccn.replaceAll('O', '0').replaceAll('I', '1');
  for (const read of [digits, digits.replaceAll('L', '1')]) {
    const meant = suggest(read, states);
    if (meant.suggestion && read !== ccn) return { ok: false, problem: 'letter-for-digit', ...meant };
  }
  return { ok: false, problem };
}

/** What copying brings along: spaces (of no width too), hyphens and dashes, quotes, a spreadsheet's ="...". */
const noise = /[\s\-\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212._'"`\u2018-\u201d=#]/g;

/** The number as a suggestion, where it is a CCN. */
function suggest(ccn: string, states: readonly State[]): { suggestion?: string } {
  return problemOf(ccn, states) === null ? { suggestion: ccn } : {};
}

function problemOf(ccn: string, states: readonly State[]): CcnProblem | null {
  if (ccn.length !== 6 && ccn.length !== 10) return 'length';
  const tail = ccn.slice(2);
  if (!(ccn.length === 6 ? providerTail : supplier).test(tail)) return 'pattern';
  const code = ccn.slice(0, 2);
  return abroad.includes(code) || states.some((state) => state.ccnCodes.includes(code)) ? null : 'state';
}

function stateOf(ccn: string, states: readonly State[]): string | null {
  return states.find((state) => state.ccnCodes.includes(ccn.slice(0, 2)))?.code ?? null;
}

/** What a number's range says of its provider. Lists know better where they have the number. */
function kindOf(ccn: string): CcnKind {
  if (ccn.length === 10) return 'supplier';
  const letter = ccn.charAt(2);
  if (/[ABEF]/.test(letter)) return 'nursing-home';
  if (/[JMRSTUVWYZ]/.test(letter) || /[EF]$/.test(ccn)) return 'hospital';
  if (letter === 'K') return 'home-health';
  if (/\D/.test(letter)) return 'other';
  const n = Number(ccn.slice(2));
  const within = (...ranges: readonly [number, number][]) => ranges.some(([from, to]) => n >= from && n <= to);
  if (within([5000, 6499])) return 'nursing-home';
  if (within([3100, 3199], [7000, 8499], [9000, 9799])) return 'home-health';
  if (within([1500, 1799])) return 'hospice';
  if (within([1, 879], [1300, 1399], [2000, 2299], [3025, 3099], [3300, 3399], [4000, 4499])) return 'hospital';
  if (within([2300, 2999], [3500, 3799])) return 'dialysis';
  if (
    within(
      [1000, 1199],
      [1400, 1499],
      [1800, 1989],
      [3400, 3499],
      [3800, 3999],
      [4600, 4799],
      [4900, 4999],
      [8500, 8999],
    )
  )
    return 'clinic';
  return 'other';
}

/** The most numbers that are read out of one paste, and the longest text that is looked at. */
const mostPasted = 500;
const mostPastedText = 100_000;

/**
 * The numbers of a pasted text: separated by commas, semicolons, spaces or lines, in order, each once, as typed.
 * A hyphen inside a number belongs to it, and so does the decimal comma of a number that a spreadsheet changed.
 */
export function splitPasted(text: string): string[] {
  const parts = new Map<string, string>();
  const oneNumber = text.slice(0, mostPastedText).replace(/(?<![\dA-Z])(\d),(\d+E\+\d)/gi, '$1.$2');
  for (const part of oneNumber.split(/[\s,;|]+/)) {
    if (!/[0-9A-Za-z]/.test(part) || /^CCNs?[:#]*$/i.test(part)) continue;
    const same = part.toUpperCase().replace(noise, '');
    if (!parts.has(same)) parts.set(same, part);
    if (parts.size === mostPasted) break;
  }
  return [...parts.values()];
}
