import { mailWords } from '#copy/mail.ts';
import { momentWords } from '#copy/moments.ts';
import type { Span, Text } from '#copy/text.ts';
import type { Block, Button } from '#views/elements.ts';
import type { Letter } from '#views/letter.ts';

/** What a mail program gets of a letter: the same words twice, once with headings, paragraphs and links. */
export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** @param timeZone the reader's; null where it is not known: UTC, named */
export function renderLetter(letter: Letter, timeZone: string | null): Rendered {
  const { title, blocks, links, why } = letter;
  const footer = [why, mailWords.nobodyReads];
  const html = [
    `<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escaped(title)}</h1>`,
    ...blocks.map((block) => blockHtml(block, timeZone)),
    ...links.map(linkHtml),
    '<hr style="border:0;border-top:1px solid #767676;margin:24px 0">',
    ...footer.map((line) => paragraph(escaped(line), small)),
  ];
  const text = [
    title,
    ...blocks.map((block) => blockText(block, timeZone)),
    ...links.map(({ label, to }) => `${label}: ${to}`),
    '-- ',
    ...footer.map(plainly),
  ];
  return {
    subject: oneLine(title),
    text: `${text.filter((part) => part !== '').join('\n\n')}\n`,
    html: page(title, html.filter((part) => part !== '').join('\n')),
  };
}

/** A header is one line, and not endless. */
const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 150);

const small = 'font-size:14px';

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(oneLine(title))}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
body, main { background: #1b1b1b !important; color: #f0f0f0 !important; }
a { color: #9ecbff !important; }
}
</style>
</head>
<body style="margin:0;padding:0;background:#ffffff;color:#1b1b1b">
<main style="display:block;max-width:600px;margin:0 auto;padding:24px 16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;background:#ffffff;color:#1b1b1b">
${body}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block, timeZone: string | null): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:17px;line-height:1.3;margin:20px 0 8px">${escaped(block.text)}</h2>`;
    case 'text':
      return paragraph(spansHtml(block.text, timeZone)) + buttonsHtml(block.button === undefined ? [] : [block.button]);
    case 'note':
      return paragraph(spansHtml(block.text, timeZone), small);
    case 'alert':
      return paragraph(`<strong>${escaped(block.text)}</strong>`);
    case 'copy':
      return `<p style="margin:0 0 14px;font-family:Consolas,Menlo,monospace">${block.lines.map(escaped).join('<br>\n')}</p>`;
    case 'quotes':
      return block.quotes
        .map(
          ({ from, at, words }) =>
            `<blockquote style="margin:0 0 14px;padding:0 0 0 12px;border-left:3px solid #767676"><p style="margin:0">${escaped(`${from}, ${momentWords(at, timeZone)}:`)}<br>\n${escaped(words)}</p></blockquote>`,
        )
        .join('\n');
    case 'divider':
      return '<hr style="border:0;border-top:1px solid #767676;margin:16px 0">';
    case 'buttons':
      return buttonsHtml(block.buttons);
    case 'input':
      return '';
  }
}

function blockText(block: Block, timeZone: string | null): string {
  switch (block.kind) {
    case 'heading':
    case 'alert':
      return plainly(block.text);
    case 'text':
    case 'note':
      return block.text.map((span) => spanText(span, timeZone)).join('');
    case 'copy':
      return block.lines.map(plainly).join('\n');
    case 'quotes':
      return block.quotes
        .map(({ from, at, words }) =>
          [`${from}, ${momentWords(at, timeZone)}:`, ...words.split('\n')]
            .map((line) => `> ${plainly(line)}`)
            .join('\n'),
        )
        .join('\n\n');
    case 'divider':
      return '---';
    case 'buttons':
      return linksOf(block.buttons)
        .map(({ label, to }) => `${label}: ${to}`)
        .join('\n');
    case 'input':
      return '';
  }
}

const paragraph = (html: string, look = ''): string =>
  `<p style="margin:0 0 14px${look === '' ? '' : `;${look}`}">${html}</p>`;

function spansHtml(text: Text, timeZone: string | null): string {
  return text
    .map((span) => {
      if (typeof span === 'string') return escaped(span);
      if ('bold' in span) return `<strong>${escaped(span.bold)}</strong>`;
      if ('link' in span) return anchor(span.link, span.to);
      return escaped(momentWords(span.at, timeZone));
    })
    .join('');
}

function spanText(span: Span, timeZone: string | null): string {
  if (typeof span === 'string') return plainly(span);
  if ('bold' in span) return plainly(span.bold);
  if ('link' in span) return span.to.includes(span.link) ? span.to : `${span.link} (${span.to})`;
  return momentWords(span.at, timeZone);
}

/** Buttons act in chat alone; of them an e-mail shows those that only open a page. */
const linksOf = (buttons: readonly Button[]): { label: string; to: string }[] =>
  buttons.flatMap(({ label, link }) => (link === undefined ? [] : [{ label, to: link }]));

const buttonsHtml = (buttons: readonly Button[]): string => linksOf(buttons).map(linkHtml).join('\n');

const linkHtml = ({ label, to }: { label: string; to: string }): string => paragraph(anchor(label, to));

const anchor = (label: string, to: string): string =>
  `<a href="${marked(to)}" style="color:#0b57d0;text-decoration:underline">${escaped(label)}</a>`;

/** Words letter by letter, with their line breaks. */
const escaped = (words: string): string => marked(plainly(words)).replaceAll('\n', '<br>\n');

const marked = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/**
 * Words as they were typed. Mail programs make a link of whatever looks like an address of the web: an invisible joiner
 * keeps a name or a reason from becoming one. Control characters, which no letter needs, are left out.
 */
function plainly(words: string): string {
  return words
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/:\/\//g, ':\u2060//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\u2060.`)
    .replace(/(?<=[a-z0-9-])\.(?=[a-z]{2,24}\/)/gi, '\u2060.');
}
