import type { App } from '@slack/bolt';
import { settleStatement } from '#application/settle-statement.ts';
import { type HolderPage, whoHasWhat } from '#application/who-has-what.ts';
import { refusals } from '#copy/refusals.ts';
import type { Form } from '#views/elements.ts';
import { csvPerPage, holdersCsvForm, holdersForm, holdersPerPage } from '#views/who-has-what.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import type { SlackContext } from './context.ts';

/** Who has what: the list an official opens, its pages, the CSV, and settling what people stated. */
export function listenToWhoHasWhat(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  const list = { most: holdersPerPage, form: holdersForm };
  const csv = { most: csvPerPage, form: holdersCsvForm };
  click('who-has-what', (made) => show(context, made, 0, list, (form) => ({ open: form })));
  click('holders-csv', (made) => show(context, made, 0, csv, (form) => ({ open: form })));
  for (const way of ['earlier', 'later']) {
    click(`holders-${way}`, (made) => show(context, made, pageOf(made.value), list, (form) => ({ replace: form })));
    click(`csv-${way}`, (made) => show(context, made, pageOf(made.value), csv, (form) => ({ replace: form })));
  }
  for (const [button, as] of [
    ['confirm-statement', 'confirmed'],
    ['strike-statement', 'struck'],
  ] as const)
    click(button, async (made) => {
      const [statementId = '', page = ''] = made.value.slice(0, 80).split('|');
      const answer = await settleStatement(context.deps)(made.person, statementId, as);
      const said = answer.ok ? {} : { say: refusals[answer.refusal] };
      const after = await show(context, made, pageOf(page), list, (form) => ({ replace: form, ...said }));
      // Who may not look at the list either is told of the first refusal, which is on record.
      return 'replace' in after ? after : { ...said };
    });
}

async function show(
  { deps }: SlackContext,
  { person }: Click,
  page: number,
  { most, form }: { most: number; form: (shown: HolderPage) => Form },
  shown: (form: Form) => After,
): Promise<After> {
  const found = await whoHasWhat(deps)(person, page, most);
  return found.ok ? shown(form(found.value)) : refuse(found.refusal);
}

const pageOf = (value: string): number => (/^\d{1,4}$/.test(value) ? Number(value) : 0);
