import type { Stage } from './harness.ts';
import { words } from './harness.ts';

/** Opens a person's Home and reads it. */
export async function homeOf(on: Stage, who: string): Promise<string> {
  await on.as(who).openHome();
  await on.delivered();
  return words([on.as(who).screen().home?.view ?? {}]);
}

/** Presses a button on Home; `value` where several have the same action. */
export const pressHome = (on: Stage, who: string, actionId: string, value?: string) =>
  on.as(who).press({ surface: 'home', actionId, ...(value === undefined ? {} : { value }) });
