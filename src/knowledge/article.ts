import { z } from 'zod';
import { facts } from '#content/facts.ts';
import { isRoleId } from '#domain/catalogue.ts';

/** An article of the knowledge module as written in a Markdown file: front matter, then the text. */

const sourceForm = /^(000|001|002|003|004|public)(?::(\d+))? (.{3,120})$/;

export const frontSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is lower case words joined by hyphens'),
  title: z.string().min(3).max(75),
  /** answer: the documents (or a marked public page) say it. unknown: a neighbour that is not ours, or not stated. */
  outcome: z.enum(['answer', 'unknown']).default('answer'),
  audience: z.enum(['any', 'provider', 'state', 'contractor', 'cms', 'official']).default('any'),
  /** Ways people ask it, in their words. */
  ask: z.array(z.string().min(3).max(200)).min(8),
  /** `DOCUMENT:LINE section`; line 0 or none where a public page has no lines. */
  sources: z.array(z.string().regex(sourceForm, 'is written as 004:109 Account Information')).default([]),
  /** Buttons that act: `request`, `request:ROLE-ID`, `service-center`, `my-requests`, `checklist`. */
  actions: z.array(z.string()).max(4).default([]),
  related: z.array(z.string()).max(4).default([]),
  /** Where a follow-up of this article leads: words of the follow-up, and the article that answers. */
  follow: z.record(z.string(), z.string()).default({}),
});

export interface ArticleSource {
  document: '000' | '001' | '002' | '003' | '004' | 'public';
  line: number | null;
  section: string;
}

export interface Article extends Omit<z.infer<typeof frontSchema>, 'sources'> {
  sources: readonly ArticleSource[];
  /** The text with facts filled in. The first paragraph is the direct answer. */
  text: string;
}

/** Reads `004:109 Account Information`. */
export function sourceOf(written: string): ArticleSource {
  const [, document, line, section] = sourceForm.exec(written) ?? [];
  return {
    document: document as ArticleSource['document'],
    line: line === undefined || line === '0' ? null : Number(line),
    section: section ?? '',
  };
}

/** Fills `{{factName}}` from the fact records. @returns the text, and names that are no fact */
export function fillFacts(text: string): { text: string; missing: string[] } {
  const missing: string[] = [];
  const filled = text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    if (name in facts) return facts[name as keyof typeof facts].value;
    missing.push(name);
    return whole;
  });
  return { text: filled, missing };
}

/** Whether a button of an article leads somewhere. */
export function isAction(action: string): boolean {
  const [kind, role] = action.split(':');
  if (kind === 'request' && role !== undefined) return isRoleId(role);
  return role === undefined && ['request', 'service-center', 'my-requests', 'my-profile'].includes(kind ?? '');
}
