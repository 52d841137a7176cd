import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyOfficial, everyRole, fillFor, placeFor } from './fill-for.ts';
import { modal, press, type Stage, saying, stage, submitReview, words } from './harness.ts';

describe('every role of the job aids, from the command to a role in iQIES', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage({ officials: everyOfficial });
  });
  afterEach(async () => on.stop());

  it.each(everyRole)('%s in %s', async (label, environment, role) => {
    const ana = on.as('U0ANA');
    const joan = on.as('U0JOAN');
    await fillFor(ana, role.id, environment);
    const review = modal(ana.screen()).words;
    expect(review).toContain(placeFor[role.fields.value]);
    expect(review).toContain('Joan Lee, joan.lee@valley-care.example');
    expect(review.includes('TRAINING')).toBe(environment === 'training');
    if (review.includes('General User first')) await ana.fill('general-user', ['yes']);
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee');
    await on.delivered();
    const asks = `${environment === 'training' ? 'TRAINING: ' : ''}Ana Ruiz asks for ${label}`;
    const card = words(saying(joan.screen(), asks)[0]?.blocks ?? []);
    expect(card).toContain(placeFor[role.fields.value]);
    if (role.id === 'contract-surveyor') {
      expect(card).toContain('Contract Organization: CertiSurv and University of Colorado');
      expect(card).toContain('Existing surveyor');
      expect(card).toContain('Federal Surveyor ID: 4711');
    }
    await press(joan, 'approve');
    await on.delivered();
    await press(ana, 'sent');
    await on.delivered();
    await press(joan, 'done');
    await on.delivered();
    expect(saying(ana.screen(), `Your role is ready: ${label}`)).toHaveLength(1);
    await ana.openHome();
    await on.delivered();
    const inState = placeFor[role.fields.value] === 'Iowa';
    expect(words([ana.screen().home?.view ?? {}])).toContain(inState ? `${label} - Iowa` : `${label} at`);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
