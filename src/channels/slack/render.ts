import type { Span, Text } from '#copy/text.ts';
import type { Block, Button, Form, Message, Page } from '#views/elements.ts';
import { renderInput } from './render-input.ts';
import { cut, escapeMarks, plainText, type SlackBlock } from './text.ts';

/**
 * Channel-neutral views to Block Kit. It translates and cuts at Slack's limits, so that one long text never costs a
 * whole card; it decides nothing.
 */

/** A message for chat.postMessage and chat.update. */
export function renderMessage(message: Message): { text: string; blocks: SlackBlock[] } {
  return { text: cutMarked([escapeMarks(message.fallback)], 3_000), blocks: messageBlocks(message.blocks) };
}

/** All blocks of a message have about 13,400 characters together, and each costs some: a long one is cut everywhere. */
const longestMessage = 13_000;

function messageBlocks(all: readonly Block[]): SlackBlock[] {
  let blocks: SlackBlock[] = [];
  for (const longestText of [2_990, 900, 400, 200, 100]) {
    blocks = renderBlocks(all, longestText).slice(0, 50);
    if (JSON.stringify(blocks).length + 60 * blocks.length <= longestMessage) break;
  }
  return blocks;
}

/** A modal for views.open, views.update and response_action. */
export function renderModal(form: Form): SlackBlock {
  return {
    type: 'modal',
    callback_id: form.name,
    title: plainText(form.title, 24),
    close: plainText(form.close, 24),
    // A form that can be sent tells when it is closed, so that what stands in it can be kept.
    ...(form.submit === null ? {} : { submit: plainText(form.submit, 24), notify_on_close: true }),
    private_metadata: JSON.stringify(form.memo),
    blocks: renderBlocks(form.blocks).slice(0, 100),
  };
}

/** The App Home tab for views.publish. */
export function renderHome(page: Page): SlackBlock {
  return { type: 'home', callback_id: 'home', blocks: renderBlocks(page.blocks).slice(0, 100) };
}

function renderBlocks(blocks: readonly Block[], longestText = 2_990): SlackBlock[] {
  return blocks.flatMap((block, index) => renderBlock(block, index, longestText));
}

function renderBlock(block: Block, index: number, longestText: number): SlackBlock[] {
  switch (block.kind) {
    case 'heading':
      return [{ type: 'header', text: plainText(block.text, 150) }];
    case 'text':
      return sections(block.text, block.button, index, longestText);
    case 'note':
      return [{ type: 'context', elements: [mrkdwn(block.text, Math.min(longestText, 2_900))] }];
    case 'alert':
      return [{ type: 'alert', level: block.level, text: plainText(block.text, 199) }];
    case 'copy':
      return chunks(block.lines.map(escapeMarks), 2_800).map((part) => ({
        type: 'section',
        text: { type: 'mrkdwn', text: `\`\`\`${part}\`\`\``, verbatim: true },
      }));
    case 'quotes':
      return block.quotes.length === 0
        ? []
        : [{ type: 'rich_text', elements: block.quotes.flatMap((quote) => renderQuote(quote, longestText)) }];
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return [
        { type: 'actions', block_id: `buttons-${index}`, elements: block.buttons.slice(0, 25).map(renderButton) },
      ];
    case 'input':
      return [renderInput(block)];
  }
}

/** Rich text takes words as they are, which marked text does not. */
function renderQuote({ from, at, words }: { from: string; at: number; words: string }, longest: number): SlackBlock[] {
  const date = {
    type: 'date',
    timestamp: Math.floor(at / 1_000),
    format: '{date_short_pretty} at {time}',
    fallback: `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
  const who = { type: 'text', text: cut(from, 150), style: { bold: true } };
  return [
    { type: 'rich_text_section', elements: [who, { type: 'text', text: ', ' }, date] },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: cut(words, longest) || ' ' }] },
  ];
}

function sections(text: Text, button: Button | undefined, index: number, longestText: number): SlackBlock[] {
  const section: SlackBlock = { type: 'section', text: mrkdwn(text, longestText) };
  return [button === undefined ? section : { ...section, block_id: `row-${index}`, accessory: renderButton(button) }];
}

function renderButton({ action, label, value, look, confirm, link }: Button): SlackBlock {
  return {
    type: 'button',
    action_id: action,
    text: plainText(label, 75),
    ...(value === undefined ? {} : { value }),
    ...(look === undefined ? {} : { style: look }),
    ...(link === undefined ? {} : { url: link }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainText(confirm.title, 100),
            text: plainText(confirm.text, 300),
            confirm: plainText(confirm.yes, 30),
            deny: plainText(confirm.no, 30),
          },
        }),
  };
}

/** Marked text. `verbatim` keeps Slack from making links and mentions of what people wrote. */
function mrkdwn(text: Text, most: number): SlackBlock {
  return { type: 'mrkdwn', text: cutMarked(text.map(renderSpan), most), verbatim: true };
}

function renderSpan(span: Span): string {
  if (typeof span === 'string') return escapeMarks(span);
  if ('bold' in span) return `*${escapeMarks(span.bold).replaceAll('*', '∗')}*`;
  if ('link' in span) return `<${span.to}|${escapeMarks(span.link)}>`;
  const seconds = Math.floor(span.at / 1_000);
  const fallback = `${new Date(span.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${seconds}^{${span.dated ? 'date_short' : 'date_short_pretty'}} at {time}|${fallback}>`;
}

/** Joins whole spans while they fit; the first that does not is cut inside, so that no mark and no letter is broken. */
function cutMarked(parts: readonly string[], most: number): string {
  let text = '';
  for (const part of parts) {
    if (text.length + part.length <= most) {
      text += part;
      continue;
    }
    const room = most - text.length - 4;
    const bold = /^\*([^*]+)\*$/.exec(part)?.[1];
    if (room <= 0 || part.startsWith('<')) return `${text}…`;
    const fits = (bold ?? part).slice(0, room).replace(/&[a-z]*$|[\ud800-\udbff]$/, '');
    return bold === undefined ? `${text}${fits}…` : `${text}*${fits.trimEnd()}*…`;
  }
  return text === '' ? ' ' : text;
}

function chunks(lines: readonly string[], most: number): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= most) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}
