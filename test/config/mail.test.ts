import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config.ts';

const live = {
  SLACK_BOT_TOKEN: 'xoxb-secret-of-ours',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  EMAIL_DOMAINS: 'valley-care.example',
};
const sender = { MAIL_FROM: 'iQIES bot <bot@valley-care.example>' };

describe('the mail server', () => {
  it.each([
    [
      'smtps://bot%40x.example:p%2Fw%23@mail.example',
      { host: 'mail.example', port: 465, secure: true, loopback: false },
    ],
    ['smtp://u:p@mail.example:2525/', { host: 'mail.example', port: 2525, secure: false, loopback: false }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, loopback: true, login: null }],
    ['smtp://[::1]', { host: '::1', port: 587, loopback: true }],
  ])('is read from %s', (SMTP_URL, server) => {
    const { mail, verifyOfficials } = readConfig({ ...live, ...sender, SMTP_URL });
    expect(mail).toMatchObject({ ...server, from: { name: 'iQIES bot', address: 'bot@valley-care.example' } });
    expect(verifyOfficials).toBe(true);
  });

  it('has its password as it is, not as the address writes it', () => {
    expect(
      readConfig({ ...live, ...sender, SMTP_URL: 'smtps://bot%40x.example:p%2Fw%23@mail.example' }).mail?.login,
    ).toEqual({ user: 'bot@x.example', password: 'p/w#' });
  });

  it.each([
    ['no address of a mail server', { ...sender, SMTP_URL: 'https://mail.example' }, /SMTP_URL is an address/],
    [
      'an option that could switch checks off',
      { ...sender, SMTP_URL: 'smtp://m.example?tls.rejectUnauthorized=false' },
      /SMTP_URL is/,
    ],
    ['a user without a password', { ...sender, SMTP_URL: 'smtp://secret-user@m.example' }, /SMTP_URL is/],
    ['no sender', { SMTP_URL: 'smtp://m.example' }, /MAIL_FROM is missing/],
    [
      'a sender that is no address',
      { SMTP_URL: 'smtp://m.example', MAIL_FROM: 'bot\r\nBcc: x@y.example' },
      /MAIL_FROM is/,
    ],
    ['a sender alone', sender, /SMTP_URL is missing/],
    ['verification without a server', { OFFICIAL_VERIFICATION: 'email' }, /needs SMTP_URL/],
  ])('%s is refused, and no value is repeated', (_, env, words) => {
    const start = () => readConfig({ ...live, ...(env as Record<string, string>) });
    expect(start).toThrow(words);
    expect(start).not.toThrow(/secret|rejectUnauthorized|Bcc/);
  });

  it('is not there unless it is set, and never in a rehearsal', () => {
    expect(readConfig(live)).toMatchObject({ mail: null, verifyOfficials: false });
    expect(readConfig({ ...sender, SMTP_URL: 'smtp://m.example' })).toMatchObject({ mode: 'rehearsal', mail: null });
    const off = { ...live, ...sender, SMTP_URL: 'smtp://m.example', OFFICIAL_VERIFICATION: 'off' };
    expect(readConfig(off).verifyOfficials).toBe(false);
  });
});
