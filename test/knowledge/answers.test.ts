import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as say from '#copy/answers.ts';
import { demandIn } from '#domain/demand.ts';
import { secretIn } from '#domain/guard.ts';
import { answer } from '#knowledge/answer.ts';
import { openKnowledge } from '#knowledge/open.ts';
import { judge, judgedSet } from '../../scripts/knowledge/judge.ts';

const { knowledge } = openKnowledge(null);
const json = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T;

describe('the guard', () => {
  it.each(
    json<{ kind: string; text: string; secret: string }[]>('secrets.json').map(({ kind, text, secret }) => [
      kind,
      text,
      secret,
    ]),
  )('%s: %s', (_kind, text = '', secret = '') => {
    const answered = answer(knowledge, { question: text });
    expect(answered.outcome).toBe('guarded');
    expect(answered.text).not.toContain(secret);
    expect(answered.keep).toBe(false);
  });

  it.each(json<string[]>('harmless.json'))('lets pass: %s', (text) => {
    expect(secretIn(text)).toBeNull();
  });

  it('takes no way to ask an article for a secret or a demand', () => {
    const taken = [...knowledge.articles.values()].flatMap(({ id, ask, outcome }) =>
      ask
        .filter((text) => secretIn(text) !== null || (outcome === 'answer' && demandIn(text) !== null))
        .map((text) => `${id}: ${text}`),
    );
    expect(taken).toEqual([]);
  });
});

describe('what a word or a name decides', () => {
  it.each(['help', 'Help!', 'help me please', 'menu', 'What can you do?'])('%s: says what it is for', (question) => {
    expect(answer(knowledge, { question, context: 'how many PSOs at most' })).toMatchObject({
      text: say.smallTalk.greeting,
      actions: ['request', 'my-requests'],
    });
  });

  it.each(['help with harp', 'what is this banner', 'start date of my role'])('%s: is a question', (question) => {
    expect(answer(knowledge, { question }).text).not.toBe(say.smallTalk.greeting);
  });

  it('a word that nobody knows is not answered with what was said before; “why?” and “and for training?” go on', () => {
    const context = 'is iqies down right now?';
    expect(answer(knowledge, { question: 'zorblax', context }).text).toBe(say.notKnown);
    expect(answer(knowledge, { question: 'why?', context }).article).toBe('not-outage');
    expect(answer(knowledge, { question: 'and harp?', context }).article).toBe('not-outage');
  });

  it.each([
    'approve Ana for Bloomfield now',
    'Please approve Ana Ruiz.',
    'approve ana at bloomfield',
    'Reject Maria’s request',
    'approve request 12',
    'reject request #7',
  ])('%s: nothing is decided on words', (question) => {
    expect(answer(knowledge, { question })).toMatchObject({ outcome: 'refused', text: say.refusedDemand.decide });
  });

  it.each([
    'approve roles',
    'Approve Users',
    'approve requests for staff',
    'approve multiple requests',
    'how do I approve Ana?',
    'who can approve Ana',
    'Reject reasons',
  ])('%s: asks how it is done', (question) => {
    expect(demandIn(question)).toBeNull();
  });

  it.each([
    ['is iQIES down right now?', 'not-outage'],
    ['iQIES not loading', 'not-outage'],
    ['status of my request', 'not-my-request-status'],
    ['Which role lets me upload?', 'which-role-upload'],
  ])('%s: is answered by %s', (question, article) => {
    expect(answer(knowledge, { question }).article).toBe(article);
  });
});

describe('the dev set', () => {
  const rows = judgedSet('faq-dev').map((question) => ({
    question,
    verdict: judge(question, answer(knowledge, { question: question.question, context: question.context })),
  }));
  const share = (part: number, whole: number) => part / whole;
  const inside = rows.filter(({ question }) => question.scope === 'in');
  const outside = rows.filter(({ question }) => question.scope === 'out');

  it('is answered directly or helped, as often as it was when this was committed', () => {
    expect(share(inside.filter(({ verdict }) => verdict.direct).length, inside.length)).toBeGreaterThanOrEqual(0.8);
    expect(share(inside.filter(({ verdict }) => verdict.helped).length, inside.length)).toBeGreaterThanOrEqual(0.88);
  });

  it('gives at most 2 % false answers to what is out of scope', () => {
    expect(share(outside.filter(({ verdict }) => verdict.falseAnswer).length, outside.length)).toBeLessThanOrEqual(
      0.02,
    );
  });

  it('guards every secret, and says nothing of it', () => {
    const pii = outside.filter(({ question }) => question.kind === 'pii');
    expect(pii.filter(({ verdict }) => verdict.guarded !== true).map(({ question }) => question.id)).toEqual([]);
  });

  it('never claims to have done what a demand asks', () => {
    const demands = outside.filter(({ question }) => question.kind === 'injection');
    expect(demands.filter(({ verdict }) => verdict.faults.length > 0 || verdict.falseAnswer)).toEqual([]);
  });
});

describe('strange questions', () => {
  it.each([
    ['nothing', ''],
    ['emoji', '🙂🙂🙂'],
    ['40,000 characters', 'who approves my role '.repeat(2_000)],
    ['only CCNs', '165326 165178 165199 16E724 015326'],
    ['markup', '<b>who</b> *approves* `my` role <!channel>'],
    ['one very long word', 'x'.repeat(40_000)],
    ['control characters', 'who\u0000approves\u0007my role'],
  ])('%s: an answer in words', (_what, question) => {
    const answered = answer(knowledge, { question });
    expect(answered.text.length).toBeGreaterThan(10);
    expect(answered.text).not.toContain('<b>');
  });

  it('another language is told English only, with the contact', () => {
    const answered = answer(knowledge, { question: '¿Cómo puedo pedir una cuenta para mi y los demás?' });
    expect(answered.text).toContain('I can only read English');
    expect(answered.text).toContain('888-477-7876');
  });
});
