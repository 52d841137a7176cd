/** Where a select's options come from: from the block itself, or by asking the bot while one types. */
import { wordsOf } from '../show-text.js';

/** Slack's own default when the bot does not say otherwise. */
const DEFAULT_MIN_QUERY = 3;

/** Answers groups: [{label: text object or null, options}]. `minLength` letters must be typed before it is asked. */
export function optionSource(element, env) {
  return element.type.endsWith('external_select') ? askBot(element, env) : fromBlock(element, env.reader);
}

function fromBlock(element, reader) {
  const groups = element.option_groups ?? [{ label: null, options: element.options ?? [] }];
  const fits = (option, query) =>
    `${wordsOf(option.text, reader)} ${wordsOf(option.description, reader)}`.toLowerCase().includes(query);
  return {
    minLength: 0,
    waitMs: 0,
    find(query) {
      const wanted = query.trim().toLowerCase();
      return { ok: true, groups: narrowed(groups, (option) => fits(option, wanted)) };
    },
  };
}

function askBot(element, env) {
  return {
    minLength: element.min_query_length ?? DEFAULT_MIN_QUERY,
    waitMs: 200,
    async find(query) {
      const { ok, found, error } = await env.search(query);
      if (!ok || !found) return { ok: false, reason: error ?? 'We had trouble loading these.' };
      return { ok: true, groups: narrowed([{ label: null, options: found.options }, ...found.groups], () => true) };
    },
  };
}

function narrowed(groups, fits) {
  return groups
    .map(({ label, options }) => ({ label, options: options.filter(fits) }))
    .filter(({ options }) => options.length > 0);
}
