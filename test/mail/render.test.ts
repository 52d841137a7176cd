import { describe, expect, it } from 'vitest';
import { renderLetter } from '#channels/email/render.ts';
import { faultOf } from '#channels/email/transport.ts';
import type { Block } from '#views/elements.ts';

const letter = (title: string, blocks: readonly Block[]) => ({ title, blocks, links: [], why: 'Because.' });

describe('a letter', () => {
  it('shows names with odd characters as they were typed, in a subject of one line', () => {
    const name = 'Zoë <b>O’Neil</b> & 李\r\nBcc: x@evil.example\u0007';
    const { subject, html, text } = renderLetter(letter(`${name} asks`, [{ kind: 'heading', text: name }]), null);
    expect(subject).toBe('Zoë <b>O’Neil</b> & 李 Bcc: x@evil.example asks');
    expect(html).toContain(
      '<h2 style="font-size:17px;line-height:1.3;margin:20px 0 8px">Zoë &lt;b&gt;O’Neil&lt;/b&gt; &amp; 李<br>',
    );
    expect(text).toContain('Zoë <b>O’Neil</b> & 李\nBcc: x@evil.example\n');
  });

  it.each(['https://evil.example/x', 'www.evil.example', 'evil.example/login', 'javascript://evil'])(
    'makes no link of “%s”, which somebody typed',
    (typed) => {
      const { html, text } = renderLetter(letter('A', [{ kind: 'text', text: [typed] }]), null);
      for (const part of [html, text]) {
        expect(part).not.toContain(typed);
        expect(part.replaceAll('\u2060', '')).toContain(typed);
      }
    },
  );

  it('says moments in the zone of the reader, else as UTC', () => {
    const at = Date.UTC(2026, 10, 2, 15, 30);
    const blocks: Block[] = [{ kind: 'text', text: ['On ', { at }] }];
    expect(renderLetter(letter('A', blocks), 'America/Chicago').text).toContain('On Nov 2, 2026 at 9:30 AM');
    expect(renderLetter(letter('A', blocks), null).html).toContain('On 2026-11-02 15:30 UTC');
  });

  it('leaves out what only chat can do, and keeps links with their address in both parts', () => {
    const blocks: Block[] = [
      { kind: 'text', text: ['Log in at ', { link: 'iqies.cms.gov', to: 'https://iqies.cms.gov/' }] },
      { kind: 'buttons', buttons: [{ action: 'approve', label: 'Approve', value: 'x|1' }] },
      { kind: 'buttons', buttons: [{ action: 'open', label: 'The guide', link: 'https://qtso.cms.gov/?a=1&b=2' }] },
    ];
    const { html, text } = renderLetter(letter('A', blocks), null);
    expect(`${html}${text}`).not.toMatch(/Approve|x\|1/);
    expect(text).toContain('Log in at https://iqies.cms.gov/');
    expect(text).toContain('The guide: https://qtso.cms.gov/?a=1&b=2');
    expect(html).toContain('<a href="https://qtso.cms.gov/?a=1&amp;b=2"');
  });
});

describe('what a fault of sending means', () => {
  const fault = (code: string, command: string, response?: string) =>
    Object.assign(new Error('x'), {
      code,
      command,
      response,
      responseCode: response ? Number(response.slice(0, 3)) : undefined,
    });
  it.each([
    ['the mail server is not there', fault('ESOCKET', 'CONN'), { again: true, refusedAddress: false }],
    ['it says to come back', fault('EENVELOPE', 'RCPT TO', '450 4.2.0 later'), { again: true, refusedAddress: false }],
    ['the password is wrong', fault('EAUTH', 'AUTH PLAIN', '535 5.7.8 no'), { again: true, refusedAddress: false }],
    ['the sender is refused', fault('EENVELOPE', 'MAIL FROM', '550 5.1.8 no'), { again: true, refusedAddress: false }],
    ['nobody has the address', fault('EENVELOPE', 'RCPT TO', '550 5.1.1 no'), { again: false, refusedAddress: true }],
    ['the address can’t be one', fault('EENVELOPE', 'API'), { again: false, refusedAddress: true }],
    ['the mailbox is full', fault('EENVELOPE', 'RCPT TO', '552 5.2.2 full'), { again: true, refusedAddress: false }],
    ['the letter is refused', fault('EMESSAGE', 'DATA', '554 5.6.0 no'), { again: false, refusedAddress: false }],
    ['the letter is refused for now', fault('EMESSAGE', 'DATA', '451 4.3.0'), { again: true, refusedAddress: false }],
  ])('%s', (_, thrown, meaning) => expect(faultOf(thrown)).toMatchObject(meaning));
});
