import type { Away } from '#domain/away.ts';
import type { ShownPerson } from '#domain/shown.ts';
import { dated, type Text } from './text.ts';

/** What is said about officials who are away. */

/** " Joan Lee is away and back on Monday."; nothing where nobody is. */
export const awayNote = (officials: readonly ShownPerson[]): Text =>
  officials.flatMap(({ name, backAt }) =>
    backAt === undefined ? [] : [` ${name} is away and back on `, dated(backAt), '.'],
  );

export const away = {
  button: 'I’m away',
  change: 'Change',
  end: 'I’m back',
  cancel: 'I’m not away after all',
  title: 'Away',
  save: 'Save',
  about:
    'While you are away, new requests go to the other officials, and you are not reminded. You can still decide. If all of you are away, all are asked.',
  from: 'First day away',
  fromHint: 'Empty: from today on.',
  to: 'Last day away',
  line: ({ fromDay, toDay, began }: Away): Text => [
    began ? `You are away until ${toDay}. ` : `You will be away from ${fromDay} to ${toDay}. `,
    'New requests go to the other officials meanwhile; what still waits comes to you when you are back.',
  ],
} as const;
