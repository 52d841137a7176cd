/** One cold start, for answers.ts: from the import to the first answer, in a process of its own. */
const begun = performance.now();
const before = process.memoryUsage().heapUsed;
const { openKnowledge } = await import('../src/knowledge/open.ts');
const { answer } = await import('../src/knowledge/answer.ts');
const imported = performance.now();
const { knowledge } = openKnowledge(null);
const ready = performance.now();
answer(knowledge, { question: 'who has to aprove my role' });
const answered = performance.now();
const heapReadyMb = (process.memoryUsage().heapUsed - before) / 1e6;
globalThis.gc?.();
const { heapUsed, arrayBuffers } = process.memoryUsage();
const parts = {
  importMs: imported - begun,
  openMs: ready - imported,
  loadMs: ready - begun,
  firstAnswerMs: answered - ready,
  heapReadyMb,
  heapMb: (heapUsed - before) / 1e6,
  arraysMb: arrayBuffers / 1e6,
};
process.stdout.write(JSON.stringify(parts));
