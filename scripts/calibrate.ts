import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKnowledge } from '../src/knowledge/open.ts';
import { gateOf, judgedSamples, outOfScopeAsked, samplesOf } from './knowledge/fit.ts';
import { judgedSet, judgedSets } from './knowledge/judge.ts';

/** Fits the gate to all articles and the judged questions, and writes it to src/content/gate.json. */
const { knowledge } = openKnowledge(null);
const articles = [...knowledge.articles.values()];
const questions = judgedSets.flatMap(judgedSet);
const samples = [...samplesOf(articles), ...judgedSamples(questions, knowledge.search)];
const gate = gateOf(samples, outOfScopeAsked(questions));
const rounded = {
  bias: Number(gate.bias.toFixed(4)),
  weights: gate.weights.map((weight) => Number(weight.toFixed(4))),
  answerFrom: Number(gate.answerFrom.toFixed(4)),
  suggestFrom: Number(gate.suggestFrom.toFixed(4)),
};
const { weights, ...rest } = rounded;
const lines = Object.entries(rest).map(([name, value]) => `  "${name}": ${value}`);
const text = `{\n  "weights": [${weights.join(', ')}],\n${lines.join(',\n')}\n}\n`;
writeFileSync(join(import.meta.dirname, '../src/content/gate.json'), text);
process.stdout.write(`${articles.length} articles, ${samples.length} examples\n${JSON.stringify(rounded)}\n`);
