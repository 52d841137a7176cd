import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#rehearsal/people.ts';
import { ask, press, type Stage, stage } from './harness.ts';

const strange = `<!channel> *Ana* _R_ ~x~ \`y\` & "Co" ‮abc 😀 ${'long '.repeat(60)}`;

describe('strange names and words', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage({
      people: people.map((person) => (person.id === 'U0ANA' ? { ...person, name: strange } : person)),
    });
  });
  afterEach(async () => on.stop());

  it('a name with marks of Slack, very long, never pings a channel nor breaks a card', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const cards = JSON.stringify(on.as('U0JOAN').screen().messages);
    expect(cards).toContain('&lt;!channel&gt;');
    await press(on.as('U0JOAN'), 'details');
    await on.as('U0JOAN').close();
    await press(on.as('U0JOAN'), 'approve');
    await on.delivered();
    const mrkdwn = [
      ...JSON.stringify(on.as('U0JOAN').screen().messages).matchAll(/"type":"mrkdwn","text":"([^"]*(?:\\.[^"]*)*)"/g),
    ].map((match) => match[1]);
    expect(mrkdwn.join('\n')).not.toContain('<!channel>');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('a reason of 500 characters with quotes, lines and marks reaches the requester whole', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const reason = `“Ask”: for <!here> *Viewer*\nline & more ${'x'.repeat(450)}`;
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'other');
    await joan.fill('words', reason);
    await joan.submit();
    await on.delivered();
    const told = JSON.stringify(on.as('U0ANA').screen().messages);
    expect(told).toContain('&lt;!here&gt;');
    expect(told).not.toContain('<!here>');
    expect(told).toContain('x'.repeat(450));
    expect(on.workspace.refusals()).toEqual([]);
  });
});
