import type { KnownPerson } from '#application/ledger.ts';
import { settleStatement } from '#application/settle-statement.ts';
import { type HolderPage, whoHasWhat } from '#application/who-has-what.ts';
import { refusals } from '#copy/refusals.ts';
import type { Form } from '#views/elements.ts';
import { csvPerPage, holdersCsvForm, holdersForm, holdersPerPage } from '#views/who-has-what.ts';
import { type After, acts, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';

const list = { most: holdersPerPage, form: holdersForm };
const csv = { most: csvPerPage, form: holdersCsvForm };

/** Who has what: the list an official opens, its pages, the CSV, and settling what people stated. */
export function whoHasWhatButtons(context: ClickContext): Buttons {
  const page = (of: typeof list) =>
    acts((made) => show(context, made, pageOf(made.value), of, (form) => ({ replace: form })));
  return {
    'who-has-what': opens((made) => show(context, made, 0, list, (form) => ({ open: form }))),
    'holders-csv': opens((made) => show(context, made, 0, csv, (form) => ({ open: form }))),
    'holders-earlier': page(list),
    'holders-later': page(list),
    'csv-earlier': page(csv),
    'csv-later': page(csv),
    'confirm-statement': acts((made) => settle(context, made, 'confirmed')),
    'strike-statement': acts((made) => settle(context, made, 'struck')),
  };
}

async function settle(context: ClickContext, made: Click, as: 'confirmed' | 'struck'): Promise<After> {
  const [statementId = '', page = ''] = made.value.slice(0, 80).split('|');
  const answer = await settleStatement(context.deps)(made.person, statementId, as);
  const said = answer.ok ? {} : { say: refusals[answer.refusal] };
  const after = await show(context, made, pageOf(page), list, (form) => ({ replace: form, ...said }));
  // Who may not look at the list either is told of the first refusal, which is on record.
  return 'replace' in after ? after : said;
}

/** The list as it is now, at a page of it; null for whom it is none of. */
export async function holdersNow({ deps }: ClickContext, person: KnownPerson, page: string): Promise<Form | null> {
  const found = await whoHasWhat(deps)(person, pageOf(page), holdersPerPage);
  return found.ok ? holdersForm(found.value) : null;
}

async function show(
  { deps }: ClickContext,
  { person }: Click,
  page: number,
  { most, form }: { most: number; form: (shown: HolderPage) => Form },
  shown: (form: Form) => After,
): Promise<After> {
  const found = await whoHasWhat(deps)(person, page, most);
  return found.ok ? shown(form(found.value)) : refuse(found.refusal);
}

const pageOf = (value: string): number => (/^\d{1,4}$/.test(value) ? Number(value) : 0);
