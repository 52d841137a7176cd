/** Adaptive Cards 1.5: the inputs, with the one thing that Teams adds (choices.data). */
import type { Shape } from './shape.ts';

const input = {
  type: 'string',
  isVisible: 'boolean',
  separator: 'boolean',
  spacing: 'default|none|small|medium|large|extraLarge|padding',
  height: 'auto|stretch',
  fallback: ['drop', 'element'],
  requires: 'object',
  label: 'string',
  isRequired: 'boolean',
  errorMessage: 'string',
} as const;

const shape = (may: Shape['may'], needs: Shape['needs'] = {}): Shape => ({
  needs: { id: 'string', ...needs },
  may: { ...input, ...may },
});

export const INPUTS: Readonly<Record<string, Shape>> = {
  'Input.ChoiceSet': shape({
    choices: '=Choice[]',
    'choices.data': '=DataQuery',
    isMultiSelect: 'boolean',
    style: 'compact|expanded|filtered',
    value: 'string',
    placeholder: 'string',
    wrap: 'boolean',
  }),
  'Input.Date': shape({ max: 'string', min: 'string', placeholder: 'string', value: 'string' }),
  'Input.Number': shape({ max: 'number', min: 'number', placeholder: 'string', value: 'number' }),
  'Input.Text': shape({
    isMultiline: 'boolean',
    maxLength: 'number',
    placeholder: 'string',
    regex: 'string',
    style: 'text|tel|url|email|password',
    inlineAction: 'select',
    value: 'string',
  }),
  'Input.Time': shape({ max: 'string', min: 'string', placeholder: 'string', value: 'string' }),
  'Input.Toggle': shape(
    { value: 'string', valueOff: 'string', valueOn: 'string', wrap: 'boolean' },
    { title: 'string' },
  ),
};

export const INPUT_PARTS: Readonly<Record<string, Shape>> = {
  Choice: { needs: { title: 'string', value: 'string' }, may: { type: 'string' } },
  DataQuery: {
    needs: { type: 'Data.Query', dataset: 'string' },
    may: { associatedInputs: 'auto|none', count: 'number', skip: 'number' },
  },
};
