/** HTML in which everything that is put in is escaped, unless it is HTML made here. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[];

/** A template: `html\`<p>${words}</p>\``. */
export function html(parts: TemplateStringsArray, ...given: readonly Part[]): Html {
  return { html: parts.reduce((all, part, index) => `${all}${textOf(given[index - 1] ?? '')}${part}`) };
}

export const nothing: Html = { html: '' };

function textOf(part: Part): string {
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
