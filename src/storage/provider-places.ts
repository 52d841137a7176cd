/**
 * Sets of places. A list's facilities stand in the order of their names, each with a place from 0 on. A set is kept as
 * text (both databases know no other kind alike): the gaps between its places where they are few, else a bit for each
 * place of the list, as a set is while one works with it.
 */
export type Places = Uint32Array<ArrayBuffer>;

/** No places yet, of a list with so many facilities. */
export const noPlaces = (size: number): Places => new Uint32Array(Math.ceil(size / 32));

export function addPlace(places: Places, place: number): void {
  places[place >>> 5] = (places[place >>> 5] ?? 0) | (1 << (place & 31));
}

/** As text, of places that ascend, in a list with so many facilities. */
export function writePlaces(ascending: readonly number[], size: number): string {
  const asBits = Math.ceil(size / 8);
  const gaps: number[] = [];
  let before = -1;
  if (ascending.length < asBits)
    for (const place of ascending) {
      // Seven bits a byte, the highest says that more follow: a gap is at least one, so that none is taken for the end.
      let gap = place - before;
      for (; gap > 127; gap >>>= 7) gaps.push((gap & 127) | 128);
      gaps.push(gap);
      before = place;
    }
  if (gaps.length > 0 && gaps.length < asBits) return `g${Buffer.from(gaps).toString('base64')}`;
  const places = noPlaces(size);
  for (const place of ascending) addPlace(places, place);
  return `b${Buffer.from(places.buffer).toString('base64')}`;
}

/** Adds the places of a text. */
export function addWritten(places: Places, text: string): void {
  const bytes = Buffer.from(text.slice(1), 'base64');
  if (text.startsWith('b')) {
    const into = new Uint8Array(places.buffer);
    for (let at = 0; at < bytes.length; at += 1) into[at] = (into[at] ?? 0) | (bytes[at] ?? 0);
    return;
  }
  let place = -1;
  let gap = 0;
  let shift = 0;
  for (const byte of bytes) {
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    place += gap;
    addPlace(places, place);
    gap = 0;
    shift = 0;
  }
}

/** Leaves only those that are in the other, too. */
export function keepCommon(places: Places, other: Places): void {
  for (let at = 0; at < places.length; at += 1) places[at] = (places[at] ?? 0) & (other[at] ?? 0);
}

/** How many there are. */
export function countPlaces(places: Places): number {
  let count = 0;
  for (let bits of places) {
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The first so many that also are in the other, in order. */
export function firstPlaces(places: Places, most: number, other = places): number[] {
  const found: number[] = [];
  for (let at = 0; at < places.length && found.length < most; at += 1)
    for (let bits = (places[at] ?? 0) & (other[at] ?? 0); bits !== 0 && found.length < most; bits &= bits - 1)
      found.push(at * 32 + 31 - Math.clz32(bits & -bits));
  return found;
}
