/**
 * Where blocks stand (a message, the Home tab, a modal) and what pressing or typing there does. Every block gets one
 * of these and knows nothing else of the page.
 */
import { act, actNow } from './client.js';
import { wireValue } from './state-values.js';
import { toast } from './toast.js';
import { holdWhile, sendTyped, type, unsent } from './typed.js';

/** `name` keys everything typed here: the view's id, or the message's channel and ts. */
export function makeSurface({ as, place, name, reader, onEnter = () => {} }) {
  const keyOf = (blockId, actionId) => `${name}|${blockId ?? ''}|${actionId}`;
  const inBlock = (blockId) => (blockId === undefined ? {} : { blockId });

  async function press({ blockId, actionId, value }, selected) {
    await sendTyped();
    const where = { ...place, ...inBlock(blockId), actionId, ...(value === undefined ? {} : { value }) };
    const done = await act(as, { do: 'press', place: where, ...(selected ? { selected } : {}) });
    if (done.error) toast(done.error);
    return done;
  }

  return {
    reader,
    /** The title of a modal is a heading itself. */
    heading: place.surface === 'modal' ? 'h3' : 'h2',
    keyOf,
    unsent: (blockId, actionId) => unsent(keyOf(blockId, actionId)),
    press,
    /** A choice in a select, radio or checkbox that stands outside of an input block: the bot hears of it at once. */
    choose(blockId, actionId, state) {
      const value = wireValue(state);
      const selected = typeof value === 'string' ? [value] : value;
      return holdWhile(keyOf(blockId, actionId), state, () => press({ blockId, actionId }, selected));
    },
    type: (blockId, actionId, state, when) => type(keyOf(blockId, actionId), { as, blockId, actionId, state }, when),
    async search(blockId, actionId, query) {
      await sendTyped();
      return actNow(as, { do: 'search', actionId, query, ...inBlock(blockId) });
    },
    onEnter,
  };
}
