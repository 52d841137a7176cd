/** One question to one answer, the same on every channel (rules, section 9). */

export interface Asked {
  question: string;
  /** The same person's previous question, when there is one. */
  context?: string | undefined;
}

interface AnswerSource {
  document: string;
  section: string;
  /** As printed in the document; null: undated. */
  date: string | null;
}

/** An article by its title, with its text. */
export interface Suggestion {
  article: string;
  title: string;
  text: string;
}

export interface Answered {
  outcome: 'answer' | 'suggest' | 'unknown' | 'guarded' | 'refused';
  /** Exactly what the person reads. It never repeats what she wrote. */
  text: string;
  article: string | null;
  suggestions: readonly Suggestion[];
  sources: readonly AnswerSource[];
  /** Buttons that act: `request`, `request:ROLE-ID`, `service-center`, `my-requests`, `my-profile`, `checklist`. */
  actions: readonly string[];
  related: readonly Suggestion[];
  /** Whether the operator should see the question. Small talk, secrets and demands are never kept. */
  keep: boolean;
  /** Articles that came nearest, for the operator who reads the question later. */
  nearest: readonly string[];
}
