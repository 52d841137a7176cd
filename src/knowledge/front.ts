import { createRequire } from 'node:module';

/**
 * Reads front matter. What articles are usually written in is read here, twenty times faster than a reader of all of YAML:
 * `field: text`, texts in double quotes, lists in brackets or one a line, and one level of `words: text`. Front matter with
 * anything else in it goes to the `yaml` package, which is loaded then only.
 * @throws Error when it is no YAML
 */
export function frontOf(front: string): unknown {
  return plainFront(front) ?? (createRequire(import.meta.url)('yaml') as typeof import('yaml')).parse(front);
}

type Fields = Record<string, unknown>;

/** The fields, or null where only the full reader can be sure. */
export function plainFront(front: string): Fields | null {
  const fields: Fields = {};
  let list: unknown[] | null = null;
  let map: Fields | null = null;
  let open: string | null = null;
  for (const line of front.split(/\r?\n/)) {
    if (line.startsWith('  - ')) {
      if (open === null || map !== null) return null;
      list ??= [];
      fields[open] = list;
      const value = scalar(line.slice(4));
      if (value === null) return null;
      list.push(value);
      continue;
    }
    const [, indent = '', quoted, bare = '', written = ''] =
      /^( {2})?(?:"([^"\\]+)"|([a-z]\w*)):(?: (\S.*))?$/.exec(line) ?? [];
    const name = quoted ?? bare;
    if (name === '' || name in fields || reserved.test(name) || name === '__proto__') return null;
    if (indent === '') {
      if (open !== null && fields[open] === undefined) return null;
      [list, map, open] = [null, null, written === '' ? name : null];
      fields[name] = written === '' ? undefined : fieldOf(written);
      if (fields[name] === null) return null;
    } else {
      if (open === null || list !== null) return null;
      map ??= {};
      fields[open] = map;
      const value = scalar(written);
      if (value === null || Object.hasOwn(map, name)) return null;
      map[name] = value;
    }
  }
  return open !== null && fields[open] === undefined ? null : fields;
}

const fieldOf = (written: string): string | string[] | null =>
  written.startsWith('[') ? flow(written) : scalar(written);

/** A list in brackets. */
function flow(written: string): string[] | null {
  if (written === '[]') return [];
  if (!/^\[[a-z][\w:-]*[a-z0-9](?:, [a-z][\w:-]*[a-z0-9])*\]$/.test(written)) return null;
  const items = written.slice(1, -1).split(', ');
  return items.some((item) => reserved.test(item)) ? null : items;
}

/** Words that YAML reads as something else than text. */
const reserved = /^(?:true|false|null)$/i;

/** One text: in double quotes, or bare where YAML can't read anything else into it. */
function scalar(written: string): string | null {
  if (written.startsWith('"')) {
    const inside = written.slice(1, -1);
    if (written.indexOf('"', 1) === written.length - 1 && !inside.includes('\\') && !inside.includes('\t'))
      return inside;
    if (!/^"(?:[^"\\\t]|\\["\\])*"$/.test(written)) return null;
    return written.slice(1, -1).replace(/\\(["\\])/g, '$1');
  }
  return /^(?:[A-Za-z]|\d\S* [A-Za-z])[^\t]*[^\s:]$/.test(written) && !/: | #/.test(written) && !reserved.test(written)
    ? written
    : null;
}
