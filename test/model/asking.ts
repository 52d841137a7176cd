import { submitReview } from '../slack/harness.ts';
import { openRequest, pressIn, send, sendReview } from '../teams/play.ts';
import type { World } from './world.ts';

/** Somebody asks for a role, as far as the form lets her. */

export const roles = ['assessment-submitter', 'provider-security-official', 'provider-assessment-viewer'] as const;

export async function askInSlack(
  { workspace }: World,
  who: string,
  role: string,
  home: readonly string[],
): Promise<void> {
  const member = workspace.as(who);
  const shows = (input: string) => JSON.stringify(member.screen().modals.at(-1)?.view ?? {}).includes(`"${input}"`);
  await member.command('');
  // A draft that was left opens where it was left.
  while (shows('back')) await member.press({ surface: 'modal', actionId: 'back' });
  await member.fill('category', 'provider');
  await member.submit();
  // What else stood in the draft may lead elsewhere; then she gives up.
  if (shows('role')) {
    await member.fill('role', role);
    await member.submit();
    if (shows('pasted')) {
      await member.fill('pasted', home.join(' '));
      await member.submit();
    }
    if (shows('harp')) await submitReview(member);
  }
  while (member.screen().modals.length > 0) await member.close();
}

export async function askInTeams({ on }: World, who: string, role: string, home: readonly string[]): Promise<void> {
  const member = on.as(who);
  const shows = (words: string) => JSON.stringify(member.screen().dialog?.card ?? {}).includes(words);
  await openRequest(member);
  while (shows('"action":"back"')) await pressIn(member, 'back');
  member.fill('category', 'provider');
  await send(member);
  // What else stood in the draft may lead elsewhere; then she gives up.
  if (shows('"id":"role"')) {
    member.fill('role', role);
    await send(member);
    if (shows('"id":"pasted"')) {
      member.fill('pasted', home.join(' '));
      await send(member);
    }
    if (shows('"id":"harp"')) await sendReview(on, member);
  }
  if (member.screen().dialog !== null) member.close();
}
