import { facts } from '#content/facts.ts';
import { isRoleId } from '#domain/catalogue.ts';

/** An article of the knowledge module as written in a Markdown file: front matter, then the text. */

const sourceForm = /^(000|001|002|003|004|public)(?::(\d+))? (.{3,120})$/;

const outcomes = ['answer', 'unknown'] as const;
const audiences = ['any', 'provider', 'state', 'contractor', 'cms', 'official'] as const;

/** The front matter of an article. */
export interface Front {
  id: string;
  title: string;
  /** answer: the documents (or a marked public page) say it. unknown: a neighbour that is not ours, or not stated. */
  outcome: (typeof outcomes)[number];
  audience: (typeof audiences)[number];
  /** Ways people ask it, in their words. */
  ask: string[];
  /** `DOCUMENT:LINE section`; line 0 or none where a public page has no lines. */
  sources: string[];
  /** Buttons that act: `request`, `request:ROLE-ID`, `service-center`, `my-requests`, `my-profile`, `pso-left`. */
  actions: string[];
  related: string[];
  /** Where a follow-up of this article leads: words of the follow-up, and the article that answers. */
  follow: Record<string, string>;
}

/** What is wrong with a field; null when nothing is. Absent fields have been filled in before. */
const checks: { readonly [Name in keyof Front]: (value: unknown) => string | null } = {
  id: (value) =>
    isText(value) && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) ? null : 'is lower case words joined by hyphens',
  title: (value) => (isText(value, 3, 75) ? null : 'is a text of 3 to 75 characters'),
  outcome: (value) => (outcomes.some((one) => one === value) ? null : `is one of ${outcomes.join(', ')}`),
  audience: (value) => (audiences.some((one) => one === value) ? null : `is one of ${audiences.join(', ')}`),
  ask: (value) =>
    isList(value, (one) => isText(one, 3, 200)) && value.length >= 8
      ? null
      : 'is a list of at least 8 ways to ask it, of 3 to 200 characters each',
  sources: (value) =>
    isList(value, (one) => isText(one) && sourceForm.test(one))
      ? null
      : 'is a list written as 004:109 Account Information',
  actions: (value) => (isList(value, isText) && value.length <= 4 ? null : 'is a list of at most 4 buttons'),
  related: (value) => (isList(value, isText) && value.length <= 4 ? null : 'is a list of at most 4 articles'),
  follow: (value) =>
    isRecord(value) && Object.values(value).every((one) => isText(one)) ? null : 'is words, each with an article',
};

const isText = (value: unknown, least = 0, most = Number.POSITIVE_INFINITY): value is string =>
  typeof value === 'string' && value.length >= least && value.length <= most;
const isList = (value: unknown, holds: (one: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every((one) => holds(one));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks the front matter and fills in what may be left out. Checked by hand: a process that only answers questions is spared
 * loading a schema library, which takes longer than reading all articles.
 */
export function checkedFront(fields: unknown): Front | { problem: string } {
  if (!isRecord(fields)) return { problem: 'front matter has no fields' };
  const front = { outcome: 'answer', audience: 'any', sources: [], actions: [], related: [], follow: {}, ...fields };
  const problems = [
    ...Object.keys(fields)
      .filter((name) => !Object.hasOwn(checks, name))
      .map((name) => `${name} is no field of an article`),
    ...Object.entries(checks).flatMap(([name, fault]) => {
      const found = fault((front as Record<string, unknown>)[name]);
      return found === null ? [] : [`${name} ${found}`];
    }),
  ];
  return problems.length > 0 ? { problem: problems.join('; ') } : (front as unknown as Front);
}

export interface ArticleSource {
  document: '000' | '001' | '002' | '003' | '004' | 'public';
  line: number | null;
  section: string;
}

export interface Article extends Omit<Front, 'sources'> {
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
  return (
    role === undefined &&
    ['request', 'service-center', 'my-requests', 'my-profile', 'pso-left', 'checklist'].includes(kind ?? '')
  );
}
