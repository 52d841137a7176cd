/**
 * Secrets that must never be kept, logged or echoed (rules, section 9): checked on every free text before anything else
 * sees it. Numbers that belong here are no secrets: CCNs, Facility IDs, form numbers, the Service Center's phone.
 */
export type Secret = 'social-security-number' | 'medicare-number' | 'card-number' | 'birth-date' | 'password' | 'code';

/** The first secret that a text seems to hold; null when it holds none. The secret itself is not returned. */
export function secretIn(text: string): Secret | null {
  const plain = text.normalize('NFKC').replace(unseen, '').replace(dashes, '-');
  const found = checks.find(([, holds]) => holds(plain));
  return found?.[0] ?? null;
}

/** What copying from a document brings along: marks of no width, and dashes that look like a hyphen. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212]/g;

const checks: readonly (readonly [Secret, (text: string) => boolean])[] = [
  ['social-security-number', holdsSsn],
  [
    'medicare-number',
    (text) =>
      /\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[- ]?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[- ]?[AC-HJKMNP-RT-Y]{2}\d{2}\b/i.test(
        text,
      ),
  ],
  ['card-number', holdsCard],
  [
    'birth-date',
    (text) =>
      /\b(?:d\.?o\.?b\.?|born|birth\s?-?(?:date|day)|date of birth)\b[^\n]{0,20}(?:\d{1,4}[/.-]\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? *\d)/i.test(
        text,
      ),
  ],
  [
    'password',
    (text) =>
      /\b(?:pass\s?word|passphrase|pwd|pw)\b\s*(?:is *:|is|:|=)\s*(?!(?:wrong|expired|locked|not|too|the|a|my|in|on|from|for)\b)\S{4,}/i.test(
        text,
      ),
  ],
  [
    'code',
    (text) =>
      /\b(?:(?:security|verification|one.?time|2fa|mfa|sms|login|harp)\s+)?(?:code|otp|pin)\b\s*(?:is|was|:|=)?\s*\d{4,8}\b/i.test(
        text,
      ),
  ],
];

/** Nine digits as an SSN is written; bare ones only where the text speaks of one. Ranges that were never given don't count. */
function holdsSsn(text: string): boolean {
  const valid = (digits: string) =>
    !/^(?:000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000';
  const written = [...text.matchAll(/(?<![\d-])(\d{3})(?: ?[-.] ?| )(\d{2})(?: ?[-.] ?| )(\d{4})(?![\d-])/g)].map(
    (match) => `${match[1]}${match[2]}${match[3]}`,
  );
  const bare = /\b(?:ssn|social)\b/i.test(text)
    ? [...text.matchAll(/(?<!\d)(\d{9})(?!\d)/g)].map((match) => match[1] ?? '')
    : [];
  return [...written, ...bare].some(valid);
}

/** The number of a payment card, by its check digit: in one piece or in the card's groups. CCNs in a row are none. */
function holdsCard(text: string): boolean {
  const written = /(?<![\d-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5})(?!\d)/g;
  return [...text.matchAll(written)].some(([match]) => {
    const digits = match.replace(/\D/g, '').split('').reverse().map(Number);
    const sum = digits.reduce(
      (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
      0,
    );
    return sum % 10 === 0;
  });
}
