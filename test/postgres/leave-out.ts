import { type RunnerTask, type RunnerTestFile, TestRunner } from 'vitest';

/** Where there is no PostgreSQL: every test on it is found, named and counted as skipped. */
export default class LeaveOut extends TestRunner {
  onCollected(files: RunnerTestFile[]): void {
    for (const file of files) leaveOut(file);
  }
}

function leaveOut(task: RunnerTask): void {
  task.mode = 'skip';
  if ('tasks' in task) for (const inner of task.tasks) leaveOut(inner);
}
