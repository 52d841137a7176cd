/**
 * A choice with `choices.data`: what is typed is looked up by the bot. The page's own, because Microsoft's package shows
 * a filtered choice of several as a plain text field, which Teams itself does not.
 */
import { combobox } from '../controls/combobox.js';
import { newId, setAttribute } from '../dom.js';

const TYPE = 'Input.TypeAhead';
const plain = (text) => ({ type: 'plain_text', text });

export const isTypeAhead = (part) => part.type === 'Input.ChoiceSet' && part['choices.data'] !== undefined;
export const asTypeAhead = (part) => ({ ...part, type: TYPE, choiceList: part.choices ?? [] });

/** The element, for one registry of Microsoft's package. `find(inputId, query)` answers {choices, error}. */
export function registerTypeAhead(library, registry, find) {
  class TypeAhead extends library.Input {
    getJsonTypeName() {
      return TYPE;
    }

    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }

    internalRender() {
      const { id, placeholder, isMultiSelect, isRequired, choiceList, value = '' } = this.source;
      const many = isMultiSelect === true;
      const element = {
        type: many ? 'multi_external_select' : 'external_select',
        min_query_length: 1,
        placeholder: plain(placeholder ?? ''),
      };
      this.box = combobox(element, {
        id: newId('type-ahead'),
        key: `type-ahead ${id}`,
        reader: { nameOf: () => undefined },
        required: isRequired === true,
        async search(query) {
          const { choices, error } = await find(id, query);
          const options = (choices ?? []).map((choice) => ({ text: plain(choice.title), value: choice.value }));
          return { ok: choices !== undefined, error, found: { options, groups: [] } };
        },
        change: () => this.valueChanged(),
      });
      const chosen = value.split(',').flatMap((one) => choiceList.find((choice) => choice.value === one) ?? []);
      const options = chosen.map((choice) => ({ text: plain(choice.title), value: choice.value }));
      this.box.show(many ? { selected_options: options } : { selected_option: options[0] ?? null });
      return this.box.node;
    }

    updateInputControlAriaLabelledBy() {
      setAttribute(this.box.focus, 'aria-labelledby', this.getAllLabelIds().join(' ') || null);
    }

    focus() {
      this.box.focus.focus();
    }

    /** The chosen ones with their titles, for when the card is drawn again. */
    get chosen() {
      const state = this.box?.state() ?? {};
      const options = state.selected_options ?? (state.selected_option ? [state.selected_option] : []);
      return options.map((option) => ({ title: option.text.text, value: option.value }));
    }

    get value() {
      return this.chosen.map((choice) => choice.value).join(',');
    }

    isSet() {
      return this.value !== '';
    }
  }
  registry.register(TYPE, TypeAhead);
}
