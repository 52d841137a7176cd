import { join } from 'node:path';
import { filesOf, loadArticles } from '../src/knowledge/load.ts';

/** Prints what is wrong with the help articles. */
const { articles, problems } = loadArticles(filesOf([join(import.meta.dirname, '../src/content/help')]));
for (const { file, problem } of problems) process.stdout.write(`${file}: ${problem}\n`);
process.stdout.write(`${articles.length} articles, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
