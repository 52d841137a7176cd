/** What the workspace asks of the limits. */
export interface Problem {
  error: string;
  detail: string;
  limit: string;
}

export interface Checker {
  view(view: unknown, surface: 'modal' | 'home'): Problem | null;
  message(args: { text?: unknown; blocks?: unknown }): Problem | null;
  options(response: unknown): Problem | null;
}
