import { describe, expect, it } from 'vitest';
import { secretIn } from '#domain/guard.ts';

describe('a secret copied out of a document is one all the same', () => {
  it.each([
    ['with the hyphens of a word processor', '123\u201145\u20116789', 'social-security-number'],
    ['with dashes', '123\u201345\u20136789', 'social-security-number'],
    ['with spaces around the hyphens', '123 - 45 - 6789', 'social-security-number'],
    ['with marks of no width', '123-45-\u200b6789', 'social-security-number'],
    ['with marks of direction', '123-45-\u202e6789\u2069', 'social-security-number'],
    ['with a control character', '123-\u000145-6789', 'social-security-number'],
    ['with digits as pictures', '1\ufe0f\u20e323-45-6789', 'social-security-number'],
    ['a password named with a mark that nobody sees', 'pass\u2063word is Tr0ub4dor99', 'password'],
    ['with a soft hyphen', '123\u00ad-45-6789', 'social-security-number'],
    ['a Medicare number with dashes', '1EG4\u2013TE5\u2013MK73', 'medicare-number'],
    ['a Medicare number in groups', '1EG4 TE5 MK73', 'medicare-number'],
    ['a card with the hyphens of a word processor', '4111\u20111111\u20111111\u20111111', 'card-number'],
    ['a birth date in words', 'DOB: Jan 5, 1950', 'birth-date'],
    ['a birth date in words, the day first', 'born 5 January 1950', 'birth-date'],
    ['a password after "is:"', 'the password is: Winter2024', 'password'],
  ])('%s', (_what, text, secret) => expect(secretIn(text)).toBe(secret));
});

describe('what belongs here is no secret', () => {
  it.each([
    'CCN 165326',
    '165326\u2013165178, 165199',
    '165326 - 165178 - 165199',
    '888-477-7876',
    'form CMS-1539',
    'I forgot my password again',
    'password is wrong',
    'the code is not arriving',
    'born in a barn, may I ask?',
  ])('%s', (text) => expect(secretIn(text)).toBeNull());
});
