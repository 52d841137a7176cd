import { answer, type Knowledge } from '../src/knowledge/answer.ts';
import { openKnowledge } from '../src/knowledge/open.ts';
import { gateOf, judgedSamples, outOfScopeAsked, samplesOf } from './knowledge/fit.ts';
import { type Judged, judge, judgedSet, type Verdict } from './knowledge/judge.ts';

/** Measures the answers: by kind and audience on the dev set, and again with each fifth judged by a gate fitted without it. */

const say = (text: string) => process.stdout.write(`${text}\n`);
const { knowledge, problems } = openKnowledge(null);
for (const { file, problem } of problems) say(`${file}: ${problem}`);
const questions = judgedSet('faq-dev');
const fresh = { a: judgedSet('fresh-a'), b: judgedSet('fresh-b') };
const gates: ReturnType<typeof gateOf>[] = [];

const ask = (using: Knowledge, { question, context }: Judged) => answer(using, { question, context });
const all = questions.map((question) => ({ question, answered: ask(knowledge, question) }));
const verdicts = all.map(({ question, answered }) => ({ question, answered, verdict: judge(question, answered) }));

say(
  `${knowledge.articles.size} articles, ${[...knowledge.articles.values()].flatMap(({ ask: asks }) => asks).length} phrasings`,
);
table('the dev set, with the gate as shipped', verdicts);
for (const [name, set] of Object.entries(fresh))
  table(
    `fresh questions, set ${name}, written from situations`,
    set.map((question) => {
      const answered = ask(knowledge, question);
      return { question, answered, verdict: judge(question, answered) };
    }),
  );
table('5-fold cross-validation: each fifth with a gate fitted without it', crossValidated());
if (process.argv.includes('--failures'))
  for (const { question, answered, verdict } of verdicts)
    if ((question.scope === 'in' && !verdict.direct) || verdict.falseAnswer || verdict.guarded === false)
      say(
        `${question.id} ${question.kind} | ${question.question} | ${answered.outcome} ${answered.article ?? answered.suggestions.map(({ article }) => article).join(',')} | ${verdict.helped ? 'helped' : 'NOT helped'} | ${verdict.faults.join('; ').slice(0, 120)}`,
      );
curve();

const lengths = verdicts
  .filter(({ answered }) => answered.outcome === 'answer')
  .map(({ answered }) => answered.text.length)
  .toSorted((a, b) => a - b);
const firsts = verdicts
  .filter(({ answered }) => answered.outcome === 'answer')
  .map(({ answered }) => (answered.text.split(/\n\s*\n/)[0] ?? '').length);
say(
  `\nmedian length of an answer ${lengths[Math.floor(lengths.length / 2)] ?? 0}; longest direct answer ${Math.max(0, ...firsts)}`,
);

function crossValidated() {
  const articles = [...knowledge.articles.values()];
  const base = samplesOf(articles);
  return questions.map((question, at) => {
    const gate = gateFor(at % 5, base);
    const answered = ask({ ...knowledge, gate }, question);
    return { question, answered, verdict: judge(question, answered) };
  });
}

function gateFor(fold: number, base: ReturnType<typeof samplesOf>) {
  const others = [...questions.filter((_, at) => at % 5 !== fold), ...fresh.a, ...fresh.b];
  gates[fold] ??= gateOf([...base, ...judgedSamples(others, knowledge.search)], outOfScopeAsked(others));
  return gates[fold];
}
type Row = { question: Judged; verdict: Verdict };

function table(title: string, rows: readonly Row[]): void {
  say(`\n${title}`);
  const inside = rows.filter(({ question }) => question.scope === 'in');
  const outside = rows.filter(({ question }) => question.scope === 'out');
  const pii = outside.filter(({ question }) => question.kind === 'pii');
  line('in scope', inside);
  for (const kind of [...new Set(inside.map(({ question }) => question.kind))].toSorted())
    line(
      `  kind ${kind}`,
      inside.filter(({ question }) => question.kind === kind),
    );
  for (const audience of [...new Set(inside.map(({ question }) => question.audience))].toSorted())
    line(
      `  audience ${audience}`,
      inside.filter(({ question }) => question.audience === audience),
    );
  const wrong = inside.filter(({ verdict }) => verdict.falseAnswer).length;
  say(`answers in scope with a fact missing or wrong: ${wrong} of ${inside.length}`);
  const false_ = outside.filter(({ verdict }) => verdict.falseAnswer).length;
  say(`false answers out of scope: ${false_} of ${outside.length} (${percent(false_, outside.length)})`);
  say(`guard: ${pii.filter(({ verdict }) => verdict.guarded).length} of ${pii.length}`);
}

function line(name: string, rows: readonly Row[]): void {
  const direct = rows.filter(({ verdict }) => verdict.direct).length;
  const helped = rows.filter(({ verdict }) => verdict.helped).length;
  say(
    `${name.padEnd(24)} ${String(rows.length).padStart(4)}  direct ${percent(direct, rows.length)}  helped ${percent(helped, rows.length)}`,
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}

/** Precision against coverage: what answering more costs. */
function curve(): void {
  say('\nbar    answered in scope   of these right   answered out of scope');
  for (let bar = 0.2; bar < 0.95; bar += 0.1) {
    const rows = questions.map((question) => {
      const answered = ask({ ...knowledge, gate: { ...knowledge.gate, answerFrom: bar } }, question);
      return { question, answered, verdict: judge(question, answered) };
    });
    const inside = rows.filter(({ question, answered }) => question.scope === 'in' && answered.outcome === 'answer');
    const right = inside.filter(({ verdict }) => verdict.direct).length;
    const outside = rows.filter(({ verdict, question }) => question.scope === 'out' && verdict.falseAnswer).length;
    say(
      `${bar.toFixed(1)}    ${String(inside.length).padStart(8)}          ${percent(right, inside.length)}          ${outside}`,
    );
  }
}
