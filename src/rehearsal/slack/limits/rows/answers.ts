/** Limits of the answer to a search in an external menu.
 *  https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
import type { JsonObject } from '../../contract.ts';
import { elementPage } from '../pages.ts';
import type { LimitRow } from '../row.ts';
import { many, option, plain } from '../samples.ts';

const SOURCE = `${elementPage('select-menu')}#external_select`;
const numbered = (index: number) => option(`v${index}`);
const group = (index: number) => ({ label: plain(`Group ${index}`), options: [numbered(index)] });

export const ANSWER_ROWS: readonly LimitRow[] = [
  atMost('answer-options-100', 'options', numbered),
  atMost('answer-groups-100', 'option_groups', group),
  {
    id: 'answer-options-or-groups',
    what: 'an answer to a search has options or option_groups, and not both',
    source: SOURCE,
    error: null,
    by: 'options',
    accepted: () => ({ option_groups: [group(1)] }),
    refused: () => ({ options: [numbered(1)], option_groups: [group(1)] }),
    kinds: ['options'],
    check: ({ value }) =>
      (value.options === undefined) === (value.option_groups === undefined) ? 'needs options or option_groups' : null,
  },
];

function atMost(id: string, field: string, make: (index: number) => JsonObject): LimitRow {
  return {
    id,
    what: `an answer to a search has at most 100 ${field}`,
    source: SOURCE,
    error: null,
    by: 'options',
    accepted: () => ({ [field]: many(100, make) }),
    refused: () => ({ [field]: many(101, make) }),
    kinds: ['options'],
    check: ({ value }) => {
      const list = value[field];
      return Array.isArray(list) && list.length > 100 ? 'must have at most 100 items' : null;
    },
  };
}
