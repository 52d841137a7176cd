/** The blocks that only tell: header, divider, context, image, alert, and section with its accessory. */
import { h, icon } from '../dom.js';
import { showText, wordsOf } from '../show-text.js';
import { imageWord, renderElement } from './element.js';

export function header(block, { reader, heading }) {
  return h(heading, { class: 'block header' }, showText(block.text, reader));
}

export function divider() {
  return h('hr', { class: 'block divider' });
}

export function context(block, surface) {
  const parts = block.elements.map((element) => renderElement(element, block, surface).node);
  return h('div', { class: 'block context' }, parts);
}

export function image(block, { reader }) {
  const title = block.title ? h('figcaption', {}, showText(block.title, reader)) : null;
  return h('figure', { class: 'block image' }, title, imageWord(block));
}

const ALERT_ICONS = { warning: 'warning', error: 'warning', success: 'check' };

export function alert(block, { reader }) {
  const level = block.level ?? 'default';
  const urgent = level === 'error' || level === 'warning';
  return h(
    'div',
    { class: `block alert ${level}`, role: urgent ? 'alert' : 'status' },
    icon(ALERT_ICONS[level] ?? 'info'),
    h('div', { class: 'text' }, showText(block.text, reader)),
  );
}

export function section(block, surface) {
  const text = h('div', { class: 'text' }, showText(block.text, surface.reader));
  const fields = (block.fields ?? []).map((field) => h('div', { class: 'field' }, showText(field, surface.reader)));
  const words = h(
    'div',
    { class: 'words' },
    block.text ? text : null,
    fields.length > 0 ? h('div', { class: 'fields' }, fields) : null,
  );
  if (!block.accessory) return h('div', { class: 'block section' }, words);
  const accessory = renderElement(block.accessory, block, surface, wordsOf(block.text, surface.reader));
  const wide = Boolean(accessory.control);
  const beside = h('div', { class: 'accessory' }, accessory.node);
  const node = h('div', { class: wide ? 'block section with-control' : 'block section' }, words, beside);
  node.controls = accessory.control ? [accessory.control] : [];
  return node;
}

export function actions(block, surface) {
  const parts = block.elements.map((element) => renderElement(element, block, surface));
  const node = h(
    'div',
    { class: 'block actions' },
    parts.map(({ node }) => node),
  );
  node.controls = parts.flatMap(({ control }) => control ?? []);
  return node;
}

export function card(block, surface) {
  const part = (name, object) => (object ? h('div', { class: name }, showText(object, surface.reader)) : null);
  const buttons = (block.actions ?? []).map((element) => renderElement(element, block, surface).node);
  return h(
    'div',
    { class: 'block card' },
    block.hero_image ? imageWord(block.hero_image) : null,
    part('card-title', block.title),
    part('card-subtitle', block.subtitle),
    part('card-body', block.body),
    buttons.length > 0 ? h('div', { class: 'block actions' }, buttons) : null,
  );
}
