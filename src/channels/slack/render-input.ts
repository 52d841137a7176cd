import type { Input, Option } from '#views/elements.ts';
import { cut, plainText, type SlackBlock } from './text.ts';

/** An input block. The block id carries the edition: a new one makes Slack start from the initial value again. */
export function renderInput(input: Input): SlackBlock {
  return {
    type: 'input',
    block_id: input.edition === undefined ? input.id : `${input.id}@${input.edition}`,
    label: plainText(input.label, 2_000),
    optional: input.optional ?? false,
    ...(input.keptAtOnce ? { dispatch_action: true } : {}),
    ...(input.hint === undefined ? {} : { hint: plainText(input.hint, 2_000) }),
    element: element(input),
  };
}

/** An option within Slack's lengths; the CCN stands last in provider labels, so those come cut already. */
export function renderOption({ value, label, about }: Option): {
  value: string;
  text: SlackBlock;
  description?: SlackBlock;
} {
  return { text: plainText(label, 75), value, ...(about === undefined ? {} : { description: plainText(about, 75) }) };
}

function element(input: Input): SlackBlock {
  const action = { action_id: input.id };
  switch (input.type) {
    case 'choice':
    case 'pick': {
      const options = input.options.map(renderOption);
      const initial = options.find((option) => option.value === input.chosen);
      const type = input.type === 'choice' ? 'radio_buttons' : 'static_select';
      return { type, ...action, options, ...(initial === undefined ? {} : { initial_option: initial }) };
    }
    case 'picks':
      return {
        type: 'multi_static_select',
        ...action,
        options: input.options.map(renderOption),
        max_selected_items: input.most,
        ...(input.chosen.length === 0 ? {} : { initial_options: input.chosen.map(renderOption) }),
      };
    case 'search': {
      const initial = input.chosen.slice(0, input.most).map(renderOption);
      return {
        type: 'multi_external_select',
        ...action,
        min_query_length: 2,
        max_selected_items: input.most,
        placeholder: plainText(input.placeholder, 150),
        ...(initial.length === 0 ? {} : { initial_options: initial }),
      };
    }
    case 'words':
      return {
        type: 'plain_text_input',
        ...action,
        multiline: input.multiline,
        max_length: Math.min(input.most, 3_000),
        ...(input.starts === '' ? {} : { initial_value: cut(input.starts, Math.min(input.most, 3_000)) }),
        ...(input.placeholder === undefined ? {} : { placeholder: plainText(input.placeholder, 150) }),
      };
    case 'date':
      return { type: 'datepicker', ...action, ...(input.starts === null ? {} : { initial_date: input.starts }) };
    case 'ticks': {
      const options = input.options.map(renderOption);
      const initial = options.filter((option) => input.ticked.includes(option.value));
      return { type: 'checkboxes', ...action, options, ...(initial.length === 0 ? {} : { initial_options: initial }) };
    }
  }
}
