import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, fillForm, modal, press, type Stage, saying, stage, submitReview, words } from './harness.ts';

describe('a nurse asks for two facilities, two officials decide', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage();
  });
  afterEach(async () => on.stop());

  it('goes from the command to a role in iQIES, with every copy true', async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326, 165178');
    const review = modal(ana.screen()).words;
    expect(review).toContain(
      'BLOOMFIELD CARE CENTER (165326)\nAsked: Joan Lee, joan.lee@valley-care.example; Raj Patel, raj.patel@valley-care.example',
    );
    expect(review).toContain('AASE HAUGEN HOME (165178)\nAsked: Maria Gomez, maria.gomez@hillside.example');
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee, Raj Patel and Maria Gomez');
    expect(modal(ana.screen()).words).toContain('165326\n165178');
    await on.delivered();

    const joan = on.as('U0JOAN');
    const raj = on.as('U0RAJ');
    const maria = on.as('U0MARIA');
    const card = words(saying(joan.screen(), 'Ana Ruiz asks for Assessment Submitter')[0]?.blocks ?? []);
    expect(card).toContain('BLOOMFIELD CARE CENTER (165326)');
    expect(card).not.toContain('AASE');
    expect(words(saying(maria.screen(), 'Ana Ruiz asks')[0]?.blocks ?? [])).toContain('AASE HAUGEN HOME (165178)');

    expect((await press(joan, 'approve')).status).toBe(200);
    await on.delivered();
    expect(saying(joan.screen(), 'You approved Ana for BLOOMFIELD CARE CENTER')).toHaveLength(1);
    expect(saying(raj.screen(), 'Joan Lee approved BLOOMFIELD CARE CENTER')).toHaveLength(1);
    expect(saying(ana.screen(), 'Joan Lee approved Assessment Submitter for BLOOMFIELD CARE CENTER')).toHaveLength(1);

    await press(maria, 'reject');
    await maria.fill('reason', 'other');
    await maria.fill('words', 'Ask for Viewer.');
    await maria.submit();
    await on.delivered();
    expect(maria.screen().modals).toHaveLength(0);
    expect(words(saying(maria.screen(), 'You rejected AASE HAUGEN HOME')[0]?.blocks ?? [])).toContain(
      '“Ask for Viewer.” If a request waits in iQIES, reject it there too.',
    );
    expect(
      saying(
        ana.screen(),
        'Maria Gomez did not approve Assessment Submitter for AASE HAUGEN HOME. Reason given: “Ask for Viewer.”',
      ),
    ).toHaveLength(1);
    expect(saying(ana.screen(), 'Assessment Submitter: 1 of 2 approved, 1 of 2 not approved')).toHaveLength(1);

    await press(ana, 'sent');
    await on.delivered();
    expect(saying(joan.screen(), 'that it was sent in iQIES')).toHaveLength(1);
    await press(joan, 'done');
    await on.delivered();
    expect(saying(ana.screen(), 'Your role is ready: Assessment Submitter at BLOOMFIELD CARE CENTER')).toHaveLength(1);

    await ana.openHome();
    await on.delivered();
    const home = words([ana.screen().home?.view ?? {}]);
    expect(home).toContain('My Profile');
    expect(home).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
    expect(on.workspace.refusals()).toEqual([]);
  });

  it('tells a second official who was first', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const stale = on.as('U0RAJ').screen().messages.at(-1);
    await press(on.as('U0JOAN'), 'approve');
    const value = JSON.stringify(stale?.blocks).match(/"value":"([^"]+)"/)?.[1] ?? '';
    const late = await on.as('U0RAJ').press({ surface: 'message', ts: stale?.ts ?? '', actionId: 'approve', value });
    expect(late.status).toBe(200);
    await on.delivered();
    expect(saying(on.as('U0RAJ').screen(), 'Joan Lee approved')).not.toHaveLength(0);
  });
});
