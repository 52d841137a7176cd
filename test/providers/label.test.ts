import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Provider, shortLabel } from '#domain/provider.ts';

const provider: Provider = {
  ccn: '165326',
  name: 'A'.repeat(200),
  type: 'Nursing home',
  address: null,
  city: 'BLOOMFIELD',
  state: 'IA',
  zip: null,
  chain: null,
  facilityId: null,
  asOf: 'Feb 2018',
};

describe('a label', () => {
  it('shows a short name whole', () => {
    expect(shortLabel({ ...provider, name: 'BLOOMFIELD CARE CENTER' })).toBe(
      'BLOOMFIELD CARE CENTER, BLOOMFIELD IA, 165326',
    );
  });

  it('shortens the name and keeps city, State and CCN', () => {
    expect(shortLabel(provider)).toMatch(/^A+…, BLOOMFIELD IA, 165326$/);
    expect(shortLabel(provider)).toHaveLength(75);
  });

  it('leaves out a place that no list has', () => {
    expect(shortLabel({ ...provider, name: 'PINES', city: null, state: null })).toBe('PINES, 165326');
  });

  it('fits with any name and any city, keeps the State and never cuts the CCN', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(text, text, fc.constantFrom('165326', '16D0123456'), fc.integer({ min: 40, max: 90 }), (...given) => {
        const [name, city, ccn, most] = given;
        const label = shortLabel({ ...provider, name, city, ccn }, most);
        expect(label.length).toBeLessThanOrEqual(most);
        expect(label.endsWith(` IA, ${ccn}`)).toBe(true);
        expect(label.isWellFormed()).toBe(true);
      }),
    );
  });
});
