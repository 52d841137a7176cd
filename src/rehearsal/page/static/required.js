/** What Slack's own client checks before it sends a modal: required fields and the form of what is typed. */
import { isEmpty } from './state-values.js';

/** Sentences by control; empty when the modal may be sent. */
export function problemsIn(controls) {
  const problems = new Map();
  for (const control of controls) {
    if (!control.isInput) continue;
    const missing = control.required() && isEmpty(control.state());
    const problem = control.problem() ?? (missing ? 'Please complete this required field.' : null);
    if (problem) problems.set(control, problem);
  }
  return problems;
}
