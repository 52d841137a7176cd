import { existsSync } from 'node:fs';
import { readStanding } from '#storage/standing.ts';
import type { Record } from '../app.ts';
import type { Ask } from './ask.ts';
import type { State } from './state.ts';

/** How lists are taken in: the commands do it. */
export interface Imports {
  facilities(record: Record, files: readonly string[]): Promise<number>;
  officials(record: Record, file: string, confirm: () => Promise<boolean>): Promise<number>;
}

/** The lists of facilities and officials, where somebody has them. @returns whether all that was named was taken in */
export async function importLists(
  ask: Ask,
  { given, left }: State,
  record: Record,
  imports: Imports,
): Promise<boolean> {
  const files = given.facilities ?? (await filesOf(ask, 'Files with facilities (CMS lists), separated by commas'));
  const { lists, officialEmails } = await readStanding(record.database.db, record.deps.now());
  let good = true;
  if (files.length > 0) good = (await imports.facilities(record, files)) === 0;
  else if (lists.length === 0) left.push('Import a list of facilities: npm run -s cli -- providers import FILE...');
  const file = given.officials ?? (await filesOf(ask, 'File with security officials (CSV)'))[0];
  if (file === undefined) {
    if (officialEmails.length === 0)
      left.push('Import your security officials: npm run -s cli -- officials import officials.csv');
    return good;
  }
  const confirm = () => ask.confirm('Take these officials in?', true);
  return (await imports.officials(record, file, confirm)) === 0 && good;
}

async function filesOf(ask: Ask, question: string): Promise<string[]> {
  const missing = (text: string) => split(text).find((file) => !existsSync(file));
  const named = await ask.text('file', question, {
    optional: true,
    wrong: (text) => (missing(text) === undefined ? undefined : `There is no file ${missing(text)}.`),
  });
  return split(named);
}

const split = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
