import { myProfile } from '#application/my-profile.ts';
import type { Message, Page } from '#views/elements.ts';
import { profilePage } from '#views/home.ts';
import { offerMessage, welcomeMessage } from '#views/notice.ts';
import { isChecklistWord } from './checklist-word.ts';
import type { Click, ClickContext } from './click.ts';

/** What a written word leads to, on platforms whose menu sends words. */
export type Worded = { show: Message } | { page: Page };

/** The words of the menu, and the next ones that come to mind. null: it is a question. */
export async function worded({ deps }: ClickContext, person: Click['person'], text: string): Promise<Worded | null> {
  if (isChecklistWord(text)) return { show: offerMessage('checklist') };
  switch (
    text
      .trim()
      .toLowerCase()
      .replace(/[.!?]+$/, '')
  ) {
    case 'request':
    case 'request a role':
    case 'request role':
    case 'new request':
      return { show: offerMessage('request') };
    case 'profile':
    case 'my profile':
    case 'my roles':
    case 'home':
      return { page: profilePage(await myProfile(deps)(person)) };
    case 'my requests':
    case 'requests':
      return { show: offerMessage('mine') };
    case 'help':
    case 'menu':
    case 'start':
      return { show: welcomeMessage() };
    default:
      return null;
  }
}

/** Somebody has the app now: she is welcomed once. */
export async function welcomed({ deps }: ClickContext, { personId, identity }: Click['person']): Promise<void> {
  const on = identity.platform;
  const task = { kind: 'tell', personId, notice: { about: 'welcome', on } } as const;
  await deps.ledger.change((record) => record.enqueueOnce(`welcome:${on}:${personId}`, task, deps.now()));
}
