import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleOf, problemIds, problemsOf, stepSources } from '#content/checklist.ts';
import { problemWords } from '#copy/checklist.ts';
import {
  checkSteps,
  currentStep,
  type Fit,
  isHers,
  nothingSeen,
  type Seen,
  type StepId,
  stepIds,
  stepsDone,
  stepsFor,
} from '#domain/checklist.ts';
import { openKnowledge } from '#knowledge/open.ts';
import { sharedFile } from '#test/shared.ts';

/** Which steps fit whom, what ticks them, and what helps: as tables. */

const fitting = (account: Fit['account'], more: Partial<Fit> = {}): Fit => ({
  account,
  environment: 'production',
  surveyor: false,
  ...more,
});
const here: StepId[] = ['first-log-in', 'role-request', 'iqies-step', 'approval', 'active'];

describe('the checklist fits the person', () => {
  it.each<[string, Fit, boolean, StepId[]]>([
    ['somebody new makes a HARP account first', fitting('new'), false, ['harp-account', 'two-factor', ...here]],
    ['with a HARP ID that part is skipped', fitting('harp'), false, here],
    [
      'with an EIDM account she logs in to HARP with it, and once more after two-factor',
      fitting('eidm'),
      false,
      ['eidm-log-in', 'two-factor', 'second-log-in', ...here],
    ],
    ['a surveyor chooses disciplines', fitting('harp', { surveyor: true }), false, [...here, 'disciplines']],
    ['so does one whose request says that she surveys', fitting('harp'), true, [...here, 'disciplines']],
    ['training has the same steps', fitting('harp', { environment: 'training' }), false, here],
  ])('%s', (_name, wanted, surveyor, steps) => {
    expect(stepsFor(wanted, { ...nothingSeen, surveyor })).toEqual(steps);
  });
});

describe('a step ticks itself when the bot sees it', () => {
  const everything = fitting('eidm', { surveyor: true });
  const all = stepsFor(everything, nothingSeen);
  const upTo = (last: StepId) => all.slice(0, all.indexOf(last) + 1);
  it.each<[string, Partial<Seen>, StepId[]]>([
    ['nothing is done while nothing is seen', {}, []],
    [
      'a request says that HARP and two-factor are ready',
      { harp: 5, asked: 5 },
      ['eidm-log-in', 'two-factor', 'role-request'],
    ],
    ['a request that came to nothing says so, too, and she asks again', { harp: 5 }, ['eidm-log-in', 'two-factor']],
    ['what is sent in iQIES says that she logged in', { harp: 5, entered: 6, asked: 5, sent: 6 }, upTo('iqies-step')],
    [
      'an approval here says nothing about iQIES',
      { harp: 5, asked: 5, approved: 7 },
      ['eidm-log-in', 'two-factor', 'role-request', 'approval'],
    ],
    ['a role that works says all before it', { active: 8 }, upTo('active')],
    ['only the choice itself ticks the disciplines', { active: 8, disciplines: 8 }, all],
  ])('%s', (_name, seen, done) => {
    const steps = checkSteps(everything, new Map(), { ...nothingSeen, ...seen });
    expect(steps.filter((step) => step.done?.by === 'seen').map(({ id }) => id)).toEqual(done);
    expect(stepsDone(steps)).toBe(done.length);
    expect(currentStep(steps)).toBe(all.find((id) => !done.includes(id)) ?? null);
  });

  it('a tick counts for steps that only she can know, and for no other', () => {
    const ticks = new Map(stepIds.map((id) => [id, 3] as const));
    for (const { id, done } of checkSteps(everything, ticks, nothingSeen))
      expect(done, id).toEqual(isHers(id) ? { by: 'her', at: 3 } : null);
  });

  it('what is seen stands over what was ticked', () => {
    const [step] = checkSteps(fitting('new'), new Map([['harp-account', 3]]), { ...nothingSeen, harp: 5 });
    expect(step?.done).toEqual({ by: 'seen', at: 5 });
  });
});

describe('“I’m stuck”', () => {
  const { knowledge } = openKnowledge(null);
  it('every step offers help, at most six ways, and more in training', () => {
    for (const id of stepIds)
      for (const training of [false, true]) {
        expect(problemsOf(id, training).length, id).toBeGreaterThan(0);
        expect(problemsOf(id, training).length, id).toBeLessThanOrEqual(6);
      }
    expect(problemsOf('two-factor', true)).toContain('do-not-sign-in');
    expect(problemsOf('two-factor', false)).not.toContain('do-not-sign-in');
  });

  it.each(problemIds)('%s is offered somewhere and leads to an article with a source', (problem) => {
    expect(stepIds.some((id) => problemsOf(id, true).includes(problem))).toBe(true);
    const article = knowledge.articles.get(articleOf[problem]);
    expect(article?.sources.length).toBeGreaterThan(0);
    expect(problemWords[problem].length).toBeLessThanOrEqual(75);
  });

  it('an identity check that failed: retry, the reference number, manual proofing', () => {
    const text = knowledge.articles.get(articleOf['identity-failed'])?.text ?? '';
    for (const way of ['Retry Remote Identity Proofing', 'Enter a Reference Number', 'Initiate Manual Proofing'])
      expect(text).toContain(way);
  });

  it('nothing that people read asks how identity questions were answered', () => {
    const words = JSON.stringify(problemWords);
    expect(words).not.toMatch(/what did you answer|your answers|which answer/i);
  });

  const folder = sharedFile('job-aids/README.md');
  const cited = Object.entries(stepSources).flatMap(([id, sources]) => sources.map((source) => [id, source] as const));
  it.skipIf(folder === null).each(cited)('the source of a step stands in its line: %s', (_id, { source, says }) => {
    const aids = dirname(folder ?? '');
    const file = readdirSync(aids).find((name) => name.startsWith(`${source.document}_`)) ?? '';
    const line = readFileSync(join(aids, file), 'utf8').split('\n')[source.line - 1] ?? '';
    expect(line.replaceAll('**', '')).toContain(says);
    expect(says).not.toBe('');
  });
});
