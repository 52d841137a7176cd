import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { states } from '#content/states.ts';
import { type CcnProblem, parseCcn, splitPasted } from '#domain/ccn.ts';
import { readRecords } from '#storage/provider-file.ts';
import { realList } from './lists.ts';

const read = (text: string) => parseCcn(text, states);

describe('a CCN as a person types it', () => {
  it.each([
    ['165326', '165326', 'nursing-home', 'IA'],
    [' 165-326 ', '165326', 'nursing-home', 'IA'],
    ['16 5326', '165326', 'nursing-home', 'IA'],
    ['16‑5326', '165326', 'nursing-home', 'IA'],
    ['16e724', '16E724', 'nursing-home', 'IA'],
    ['04E090', '04E090', 'nursing-home', 'AR'],
    ['001500', '001500', 'hospice', 'AZ'],
    ['007001', '007001', 'home-health', 'AZ'],
    ['161327', '161327', 'hospital', 'IA'],
    ['01T055', '01T055', 'hospital', 'AL'],
    ['01TA23', '01TA23', 'hospital', 'AL'],
    ['01012F', '01012F', 'hospital', 'AL'],
    ['052500', '052500', 'dialysis', 'CA'],
    ['551800', '551800', 'clinic', 'CA'],
    ['16K012', '16K012', 'home-health', 'IA'],
    ['56P123', '56P123', 'other', null],
    ['990001', '990001', 'hospital', null],
    ['16D0123456', '16D0123456', 'supplier', 'IA'],
    ['B70001', 'B70001', 'hospital', 'AL'],
    ['CCN: 165326', '165326', 'nursing-home', 'IA'],
    ["'001500", '001500', 'hospice', 'AZ'],
    ['="015009"', '015009', 'nursing-home', 'AL'],
    ['１６５３２６', '165326', 'nursing-home', 'IA'],
    ['165\u200b326', '165326', 'nursing-home', 'IA'],
    ['16L001', '16L001', 'other', 'IA'],
  ])('%s is read as %s, %s in %s', (typed, ccn, kind, state) => {
    expect(read(typed)).toEqual({ ok: true, ccn, kind, state });
  });

  it.each<[string, CcnProblem, string?]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['15326', 'five-digits', '015326'],
    ['4E090', 'five-digits', '04E090'],
    ['99999', 'five-digits', '099999'],
    ['1.6E+17', 'spreadsheet'],
    ['1,6E+17', 'spreadsheet'],
    ['4.00E+90', 'spreadsheet'],
    ['4e+90', 'spreadsheet'],
    ['1.60E05', 'spreadsheet'],
    ['165326.0', 'spreadsheet', '165326'],
    ['15009.00', 'spreadsheet', '015009'],
    ['"="', 'empty'],
    ['16L0O1', 'letter-for-digit', '16L001'],
    ['16S32O', 'letter-for-digit', '16S320'],
    ['O15326', 'letter-for-digit', '015326'],
    ['l65326', 'letter-for-digit', '165326'],
    ['1653', 'length'],
    ['1653267', 'length'],
    ['330027001', 'length'],
    ['ABCDEF', 'pattern'],
    ['16N123', 'pattern'],
    ['16E72X', 'pattern'],
    ['FF5326', 'state'],
    ['635326', 'state'],
    ['63D0123456', 'state'],
    ['16A0123456', 'pattern'],
  ])('%s is refused: %s', (typed, problem, suggestion) => {
    expect(read(typed)).toEqual({ ok: false, problem, ...(suggestion === undefined ? {} : { suggestion }) });
  });

  it('is always read or refused with a reason, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (text) => {
        const parsed = read(text);
        return parsed.ok ? read(parsed.ccn).ok : parsed.problem.length > 0;
      }),
    );
  });

  const codes = [...states.flatMap(({ ccnCodes }) => ccnCodes), '56', '59', '99'];
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const tail = fc.oneof(
    digits(4),
    fc.tuple(fc.constantFrom(...'ABEFGHJKLPMRSTUVWYZ'), digits(3)).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('S', 'T'), fc.constantFrom(...'ABCDEFGHJK'), digits(2)).map((parts) => parts.join('')),
    fc.tuple(digits(3), fc.constantFrom('E', 'F')).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom(...'CDX'), digits(7)).map((parts) => parts.join('')),
  );
  const good = fc.tuple(fc.constantFrom(...codes), tail).map((parts) => parts.join(''));

  it('is itself again however it is spaced, hyphened or cased', () => {
    fc.assert(
      fc.property(good, fc.array(fc.constantFrom('', ' ', '-', '–'), { maxLength: 10 }), (ccn, between) => {
        const typed = [...ccn].map((character, index) => character + (between[index] ?? '')).join('');
        expect(read(typed.toLowerCase())).toMatchObject({ ok: true, ccn });
      }),
    );
  });

  it('names the State whose code it begins with', () => {
    fc.assert(
      fc.property(good, (ccn) => {
        const parsed = read(ccn);
        const owner = states.find(({ ccnCodes }) => ccnCodes.includes(ccn.slice(0, 2)));
        expect(parsed.ok && parsed.state).toBe(owner?.code ?? null);
      }),
    );
  });

  it('suggests only what is a CCN itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-FOIL]{5,6}$/), (text) => {
        const parsed = read(text);
        if (!parsed.ok && parsed.suggestion !== undefined) expect(read(parsed.suggestion).ok).toBe(true);
      }),
    );
  });
});

describe('pasted numbers', () => {
  it('are parted at commas, semicolons, spaces and lines, kept in order, each once', () => {
    expect(splitPasted('165326, 16E724;165178\n165326\t00-1500 | -')).toEqual([
      '165326',
      '16E724',
      '165178',
      '00-1500',
    ]);
  });

  it('are one number however it was typed, and shown as typed first', () => {
    expect(splitPasted('16-E724, 16e724; 16E724')).toEqual(['16-E724']);
  });

  it('do not part what a spreadsheet changed, nor take the word CCN for a number', () => {
    expect(splitPasted('CCN: 1,6E+17, CCNs 165326,2E+10')).toEqual(['1.6E+17', '165326', '2E+10']);
  });

  it('give at most 500, however long the paste', () => {
    const pasted = Array.from({ length: 5_000 }, (_, index) => String(100_000 + index)).join('\n');
    expect(splitPasted(pasted)).toHaveLength(500);
  });

  it('come back as they were joined', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[0-9A-Z]{6}$/), { maxLength: 50 }),
        fc.constantFrom(', ', ';', '\n', '\r\n', ' | ', '\t'),
        (numbers, separator) => {
          expect(splitPasted(numbers.join(separator))).toEqual(numbers);
        },
      ),
    );
  });
});

describe('every CCN of the real lists', () => {
  it.each([
    ['providers-merged.csv.gz', 'ccn', 37_651],
    ['hospital-general-information.csv.gz', 'Facility ID', 5_432],
  ])('is accepted: %s', async (file, column, count) => {
    const seen = new Set<string>();
    let at = -1;
    for await (const { values } of readRecords(realList(file))) {
      if (at < 0) at = values.indexOf(column);
      else {
        const ccn = values[at] ?? '';
        expect(parseCcn(ccn, states), ccn).toMatchObject({ ok: true, ccn });
        seen.add(ccn);
      }
    }
    expect(seen.size).toBe(count);
  });
});
