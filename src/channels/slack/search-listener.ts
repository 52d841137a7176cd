import type { App } from '@slack/bolt';
import { findProviders } from '#application/find-providers.ts';
import { moreRows } from '#copy/forms.ts';
import { providerAbout } from '#copy/words.ts';
import { shortLabel } from '#domain/provider.ts';
import type { SlackContext } from './context.ts';
import { renderOption } from './render-input.ts';
import { plainText } from './text.ts';

/** The type-ahead for facilities: at most 20, and how many more there are. */
export function listenToSearch(app: App, { accounts, deps }: SlackContext): void {
  app.options({ action_id: 'places' }, async ({ ack, body }) => {
    const { rows, more } = await findProviders(deps)(body.value, await accounts.current(body.user.id));
    const options = rows.map((row) =>
      renderOption({ value: row.ccn, label: shortLabel(row), about: providerAbout(row) }),
    );
    if (more === 0 || options.length === 0) return ack({ options: options as never });
    return ack({ option_groups: [{ label: plainText(moreRows(options.length, more), 75), options }] as never });
  });
}
