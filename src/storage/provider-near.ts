/** What may stand in a CCN. */
const characters = '0123456789ABCDEFGHJKLMPRSTUVWXYZ';

/**
 * Numbers one slip away, the likeliest first: two neighbours swapped, then one character changed, a late one before an
 * early one (the first two are the State, which people know).
 * @param ccn a well-formed CCN, 6 or 10 characters
 */
export function nearCcns(ccn: string): string[] {
  const found = new Set<string>();
  for (let at = 1; at < ccn.length; at += 1)
    found.add(ccn.slice(0, at - 1) + ccn.charAt(at) + ccn.charAt(at - 1) + ccn.slice(at + 1));
  for (let at = ccn.length - 1; at >= 0; at -= 1)
    for (const character of characters) found.add(ccn.slice(0, at) + character + ccn.slice(at + 1));
  found.delete(ccn);
  return [...found];
}
