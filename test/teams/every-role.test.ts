import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyOfficial, everyRole, fillFor, placeFor } from '../slack/fill-for.ts';
import type { TeamsStage } from './harness.ts';
import { dialog, filling, playStage, pressed, saying, sendReview } from './play.ts';

describe('every role of the job aids, in Teams', () => {
  // One stage, and another Ana for every role, so that none knows of another's.
  let on: TeamsStage;
  beforeAll(async () => {
    on = await playStage(['U0JOAN'], { officials: everyOfficial });
  });
  afterAll(() => on.stop());

  it.each(everyRole)('%s in %s', async (label, environment, role) => {
    const who = `${role.id}-${environment}`;
    const email = `${who}@valley-care.example`;
    on.connector.setPerson({ id: who, name: 'Ana Ruiz', aadObjectId: randomUUID(), email });
    const [ana, joan] = [on.as(who), on.as('U0JOAN')];
    await ana.install();
    await on.delivered();
    await fillFor(filling(ana), role.id, environment);
    const review = dialog(ana);
    expect(review).toContain(placeFor[role.fields.value]);
    expect(review).toContain('Joan Lee, joan.lee@valley-care.example');
    expect(review.includes('TRAINING')).toBe(environment === 'training');
    if (review.includes('General User first')) ana.fill('general-user', 'true');
    await sendReview(on, ana);
    expect(dialog(ana)).toMatch(/Sent to .*Joan Lee/);
    const asks = `${environment === 'training' ? 'TRAINING: ' : ''}Ana Ruiz asks for ${label}`;
    const [card = ''] = saying(joan, asks);
    expect(card).toContain(placeFor[role.fields.value]);
    if (role.id === 'contract-surveyor') {
      expect(card).toContain('Contract Organization: CertiSurv and University of Colorado');
      expect(card).toContain('Federal Surveyor ID: 4711');
    }
    await pressed(on, 'U0JOAN', 'approve');
    await pressed(on, who, 'sent');
    await pressed(on, 'U0JOAN', 'done');
    expect(saying(ana, `Your role is ready: ${label}`)).toHaveLength(1);
    await ana.say('profile');
    const inState = placeFor[role.fields.value] === 'Iowa';
    expect(saying(ana, 'My Profile').at(-1)).toContain(inState ? `${label} - Iowa` : `${label} at`);
    expect(on.connector.refusals()).toEqual([]);
  });
});
