import type { Use, Used } from '../limits/row.ts';

/** What is wrong: Slack's error id, where, and the row of the limits that says so. */
export interface Problem {
  error: string;
  detail: string;
  limit: string;
}

/** What the workspace asks of the limits. null: nothing is wrong. */
export interface Checker {
  view(view: unknown, surface: 'modal' | 'home'): Problem | null;
  /** A message as it is posted, or as chat.update changes it. */
  message(args: { text?: unknown; blocks?: unknown }, how?: 'message' | 'update'): Problem | null;
  /** The answer to a search in an external select. */
  options(response: unknown): Problem | null;
  /** How often and how late something is used. */
  use(of: Used, use: Use): Problem | null;
}
