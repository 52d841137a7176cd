import type { App } from '@slack/bolt';
import { moreRows } from '#copy/forms.ts';
import { providerAbout } from '#copy/words.ts';
import { shortLabel } from '#domain/provider.ts';
import type { SlackContext } from './context.ts';
import { renderOption } from './render-input.ts';
import { plainText } from './text.ts';

const mostRows = 20;

/** The type-ahead for facilities: at most 20, and how many more there are. */
export function listenToSearch(app: App, { deps }: SlackContext): void {
  app.options({ action_id: 'places' }, async ({ ack, body }) => {
    const { rows, more } = await deps.providers.search(body.value.slice(0, 200), { limit: mostRows });
    const options = rows.map((row) =>
      renderOption({ value: row.ccn, label: shortLabel(row), about: providerAbout(row) }),
    );
    if (more === 0 || options.length === 0) return ack({ options: options as never });
    return ack({ option_groups: [{ label: plainText(moreRows(options.length, more), 75), options }] as never });
  });
}
