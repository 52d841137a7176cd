import { pendingColumns } from '#copy/pending.ts';
import { statusTitle } from '#copy/status.ts';
import { bold, type Text } from '#copy/text.ts';
import { tally } from '#domain/item.ts';
import type { ShownRequest } from '#domain/shown.ts';
import type { Block } from './elements.ts';
import { grouped } from './grouped.ts';
import { statusBlocks } from './status.ts';

/** So many groups of places stand in one request's entry. */
const mostGroups = 3;

/** A request under Pending Requests: its status, the columns of iQIES, what is so, and what can be done. Two blocks. */
export function pendingBlocks(request: ShownRequest, timeZone: string | null): Block[] {
  const status = statusBlocks(request);
  return [
    {
      kind: 'text',
      text: [bold(statusTitle(request, tally(request.items))), '\n', ...entry(request, timeZone), ...said(status)],
    },
    ...status.filter((block) => block.kind === 'buttons'),
  ];
}

/** The same without buttons, for the list of all requests. */
export function requestEntry(request: ShownRequest, timeZone: string | null): Block {
  const title = statusTitle(request, tally(request.items));
  return { kind: 'text', text: [bold(title), '\n', ...entry(request, timeZone), ...said(statusBlocks(request))] };
}

function entry(request: ShownRequest, timeZone: string | null): Text {
  const groups = grouped(request.items, ({ officials }) =>
    officials.map(({ personId, name }) => personId ?? name).join(),
  );
  const shown = groups.slice(0, mostGroups).map((items) => ({ items, officials: items[0]?.officials ?? [] }));
  return pendingColumns(request, shown, groups.slice(mostGroups).flat().length, timeZone);
}

/** What the requester's message says, in a few lines: the first places, and the step that is left. */
function said(status: readonly Block[]): Text {
  const texts = status.flatMap((block) => (block.kind === 'text' || block.kind === 'note' ? [block.text] : []));
  const few = texts.length > 5 ? [...texts.slice(0, 3), ...texts.slice(-2)] : texts;
  return few.flatMap((text, index) => [...(index === 0 ? [] : ['\n']), ...text]);
}
