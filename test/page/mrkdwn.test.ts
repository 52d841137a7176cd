import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Piece, parseMrkdwn, parsePlain } from '#rehearsal/page/static/mrkdwn.js';
import { XSS } from './gallery.ts';

/** A short writing of the tree: bold(a) instead of nested objects. */
function short(pieces: Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.type === 'text') return piece.text;
      if (piece.type === 'break') return '/';
      if (piece.type === 'link') return `link(${piece.url} ${piece.text})`;
      if (piece.type === 'user' || piece.type === 'channel') return `${piece.type}(${piece.id})`;
      return `${piece.type}(${piece.children ? short(piece.children) : (piece.text ?? piece.name ?? '')})`;
    })
    .join('');
}

describe('mrkdwn', () => {
  test.each([
    ['*bold* and _italic_ and ~gone~', 'bold(bold) and italic(italic) and strike(gone)'],
    ['*bold with _italic_ inside*', 'bold(bold with italic(italic) inside)'],
    ['2*3*4 stays, and so does a_b_c', '2*3*4 stays, and so does a_b_c'],
    ['* not bold * and ** nothing **', '* not bold * and ** nothing **'],
    ['(*bold*), "_italic_".', '(bold(bold)), "italic(italic)".'],
    ['*across\nlines*', '*across/lines*'],
    ['`*code*` stays code', 'code(*code*) stays code'],
    ['*a `*` b*', 'bold(a code(*) b)'],
    ['```\nlet a = *b*;\n``` after', 'pre(let a = *b*;) after'],
    ['before\n> quoted *text*\n> more\nafter', 'beforequote(quoted bold(text)/more)after'],
    ['&gt; quoted too', 'quote(quoted too)'],
    ['a > b', 'a > b'],
    ['<https://a.example/?x=1&amp;y=2|the &lt;place&gt;>', 'link(https://a.example/?x=1&y=2 the <place>)'],
    ['see https://a.example/b.', 'see link(https://a.example/b https://a.example/b).'],
    ['<mailto:ana@x.example|ana@x.example>', 'link(mailto:ana@x.example ana@x.example)'],
    ['<@U0ANA> in <#C01|help>', 'user(U0ANA) in channel(C01)'],
    ['<!here> and <!subteam^S1|@team>', 'broadcast(here) and broadcast(@team)'],
    [':white_check_mark: done, :no_such_thing: at 10:14:30', 'emoji(✅) done, :no_such_thing: at 10:14:30'],
    ['a &amp;lt; b &lt; c &amp; d', 'a &lt; b < c & d'],
    ['1 < 2', '1 < 2'],
    ['<b>no entity</b>', '<b>no entity</b>'],
  ])('%s', (text, expected) => {
    expect(short(parseMrkdwn(text))).toBe(expected);
  });

  test('in a verbatim text only marked links are links', () => {
    const text = 'https://a.example and *https://b.example* <https://c.example|c>';
    const expected = 'https://a.example and bold(https://b.example) link(https://c.example c)';
    expect(short(parseMrkdwn(text, { verbatim: true }))).toBe(expected);
  });

  test('a date keeps its seconds, format, link and fallback', () => {
    expect(parseMrkdwn('<!date^1790000000^{date_short} at {time}^https://a.example|on Tuesday>')).toEqual([
      {
        type: 'date',
        at: 1790000000,
        format: '{date_short} at {time}',
        url: 'https://a.example',
        fallback: 'on Tuesday',
      },
    ]);
  });

  test('plain text knows emoji and line breaks, and no marks', () => {
    expect(short(parsePlain('*a* :x:\n<b>'))).toBe('*a* emoji(❌)/<b>');
  });

  test('what a person writes, escaped as Slack escapes it, comes out as she wrote it', () => {
    const escaped = XSS.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(short(parseMrkdwn(escaped))).toBe(XSS);
  });

  test('no text makes it throw or wait', () => {
    const letters = fc.constantFrom(...'*_~`<>|&@#!:;^{}\n a1', 'https://', '&gt;', '```', '<!date^');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (parts) => {
        expect(Array.isArray(parseMrkdwn(parts.join('')))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a long message of opening marks is read in a moment', () => {
    const started = performance.now();
    parseMrkdwn('*a '.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
