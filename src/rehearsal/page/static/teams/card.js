/** Draws Adaptive Cards with Microsoft's own package, as Teams shows them. What a press does is said by the caller. */
import { h } from '../dom.js';
import { toast } from '../toast.js';
import { htmlOfMarkdown } from './markdown.js';
import { asTypeAhead, isTypeAhead, registerTypeAhead } from './type-ahead.js';

let library = null;
let loading = null;

/** Loads the package, once, when Teams is looked at for the first time. */
export function loadRenderer() {
  loading ??= new Promise((resolve, reject) => {
    const onload = () => {
      library = globalThis.AdaptiveCards;
      library.AdaptiveCard.onProcessMarkdown = (text, result) => {
        result.outputHtml = htmlOfMarkdown(text);
        result.didProcess = true;
      };
      resolve();
    };
    document.head.append(h('script', { src: '/adaptivecards.js', onload, onerror: reject }));
  });
  return loading;
}

/**
 * A drawn card: {node, inputs(), focusFirst(), held()}. `held()` is what stands in it, for drawing it again.
 * `press(place, inputs)` gets the button as the connector finds it; `find` looks up what is typed ahead.
 */
export function drawCard(json, { config, held = null, press, find }) {
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig(config);
  const registry = new library.CardObjectRegistry();
  library.GlobalRegistry.populateWithDefaultElements(registry);
  registerTypeAhead(library, registry, find);
  const context = new library.SerializationContext();
  context.setElementRegistry(registry);
  card.parse(prepared(json, held), context);
  let isPressed = false;
  card.onExecuteAction = async (action) => {
    const { type, title, verb, data, url } = action.toJSON();
    if (type === 'Action.OpenUrl') return toast(`In Teams this opens ${url}`);
    const place = { ...(title ? { title } : {}), ...(verb ? { verb } : {}), ...(data ? { data } : {}) };
    // While a press is under way the card takes no other: a double click is one.
    if (isPressed) return;
    isPressed = true;
    try {
      await press(place, values());
    } finally {
      isPressed = false;
    }
  };
  const inputs = () => card.getAllInputs();
  const values = () => Object.fromEntries(inputs().map((input) => [input.id, String(input.value ?? '')]));
  const node = card.render() ?? h('p', { class: 'cannot-show' }, 'This card cannot be shown.');
  node.tabIndex = -1;
  node.removeAttribute('tabindex');
  return {
    node,
    held: () => ({
      values: values(),
      chosen: Object.fromEntries(inputs().flatMap((input) => (input.chosen ? [[input.id, input.chosen]] : []))),
    }),
  };
}

/** The card with the page's type-ahead in it, and with what was typed where it is drawn again. */
function prepared(part, held) {
  if (Array.isArray(part)) return part.map((one) => prepared(one, held));
  if (typeof part !== 'object' || part === null) return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, key === 'data' ? value : prepared(value, held)]),
  );
  const value = held?.values[copy.id];
  if (value !== undefined && String(copy.type).startsWith('Input.')) copy.value = value;
  if (!isTypeAhead(copy)) return copy;
  const element = asTypeAhead(copy);
  return { ...element, choiceList: [...element.choiceList, ...(held?.chosen[copy.id] ?? [])] };
}
