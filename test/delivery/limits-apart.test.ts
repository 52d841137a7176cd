import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, press, type Stage, saying, stage } from '#test/slack/harness.ts';
import { homeOf } from '#test/slack/home.ts';

/** Slack counts each method by itself, and takes far fewer edits than new messages. */

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.stop());
const cards = (who: string, of: string) => saying(on.as(who).screen(), of).length;
const limited = (method: string) =>
  on.workspace.breakNext({ method, times: 1, fault: { kind: 'rate-limited', retryAfterS: 60 } });

describe('while Slack takes', () => {
  it('no more edits, a new request reaches its officials at once; what was to be edited is, when Slack takes it', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    limited('chat.update');
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    expect(cards('U0RAJ', 'Joan Lee approved')).toBe(0);
    await ask(on, 'U0LENA', 'assessment-submitter', '165326');
    expect(cards('U0RAJ', 'Lena')).toBe(1);
    on.forward(61_000);
    await on.delivered();
    expect(cards('U0RAJ', 'Joan Lee approved')).toBe(1);
  });

  it('no Home, messages and their edits go on', async () => {
    await homeOf(on, 'U0ANA');
    limited('views.publish');
    await ask(on, 'U0ANA', 'pbj-viewer', '165178');
    await press(on.as('U0MARIA'), 'approve');
    await on.delivered();
    expect(cards('U0MARIA', 'You approved Ana for AASE HAUGEN HOME')).toBe(1);
    expect(cards('U0ANA', 'Maria Gomez approved PBJ Viewer')).toBe(1);
    const published = () => on.workspace.calls().filter(({ method }) => method === 'views.publish').length;
    const before = published();
    on.forward(61_000);
    await on.delivered();
    expect(published()).toBeGreaterThan(before);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
