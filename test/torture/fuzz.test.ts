import { expect, it, vi } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { startWorkspace } from '#rehearsal/slack/workspace.ts';
import { manifestScopes } from '#src/manifest.ts';
import { playStage } from '../teams/play.ts';
import { picker } from './chance.ts';
import { type Fuzzed, fuzz } from './fuzz.ts';

it('altered payloads of Slack and Teams, rightly signed, are answered without a fault', async () => {
  // Microsoft's library writes refused tokens to the console.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const unhandled: string[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(String(reason));
  process.on('unhandledRejection', onUnhandled);
  let offset = 0;
  const workspace = await startWorkspace({ people, scopes: manifestScopes(), clock: () => Date.now() + offset });
  const on = await playStage(['T0TESSA', 'U0PAT', 'U0JOAN'], { slack: workspace });
  workspace.requestUrl = `${on.bot.url}/slack/events`;
  const bot: Fuzzed = {
    ...on,
    workspace,
    forward(ms) {
      offset += ms;
      on.forward(ms);
    },
    async how() {
      const errors = on.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
      return { errors, unhandled, residentMb: 0, heapMb: 0, handles: 0 };
    },
  };
  try {
    const toll = await fuzz(bot, 400, picker(11));
    expect(toll).toMatchObject({ sent: 400, faults: [], errors: [], unhandled: [] });
    // Otherwise the alterations would be turned away at the door, and prove nothing of what stands behind it.
    expect(toll.statuses[200]).toBeGreaterThan(150);
  } finally {
    process.off('unhandledRejection', onUnhandled);
    await on.stop();
    await workspace.stop();
  }
}, 60_000);
