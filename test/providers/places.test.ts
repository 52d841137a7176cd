import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addWritten, countPlaces, firstPlaces, noPlaces, writePlaces } from '#storage/provider-places.ts';

it('places that were written are read again, few of them or all, and shorter than a bit for each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70_000 }), fc.array(fc.nat(), { maxLength: 300 }), (size, some) => {
      const ascending = [...new Set(some.map((place) => place % size))].toSorted((a, b) => a - b);
      const written = writePlaces(ascending, size);
      const read = noPlaces(size);
      addWritten(read, written);
      expect(firstPlaces(read, size)).toEqual(ascending);
      expect(countPlaces(read)).toBe(ascending.length);
      expect(written.length).toBeLessThanOrEqual(Math.ceil(Math.ceil(size / 32) * 4 * 1.34) + 4);
    }),
  );
});
