import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roleById, roles } from '#content/catalogue.ts';
import type { Environment, Role, RoleId } from '#domain/catalogue.ts';
import type { Member } from '#rehearsal/slack/contract.ts';
import { modal, press, type Stage, saying, stage, submitReview, words } from './harness.ts';

/** The officials of every kind, each an existing person of the workspace. */
const officials = [
  ['joan.lee@valley-care.example', 'Joan Lee', 'Provider Security Official', 'ccn:165326'],
  ['joan.lee@valley-care.example', 'Joan Lee', 'State Agency Security Official for S&C', 'state:IA'],
  [
    'joan.lee@valley-care.example',
    'Joan Lee',
    'Medicare Administrative Contractor Security Official',
    'contractor:mac/Prairie MAC',
  ],
  ['joan.lee@valley-care.example', 'Joan Lee', 'ADO Contractor Security Official', 'contractor:ado/Prairie ADO'],
  ['joan.lee@valley-care.example', 'Joan Lee', 'CMS Security Official', 'cms'],
] as const;

const places: Record<Role['fields']['value'], string> = {
  providers: 'BLOOMFIELD CARE CENTER (165326)',
  state: 'Iowa',
  'contract-surveyor': 'Iowa',
  'contract-survey-admin': 'CMS',
  contractor: 'Prairie',
  none: 'CMS',
};

/** Fills the form for a role up to the review, as iQIES asks it. */
export async function fillFor(ana: Member, roleId: RoleId, environment: Environment): Promise<void> {
  const role = roleById(roleId);
  await ana.command('');
  await ana.fill('category', role.category);
  await ana.submit();
  await ana.fill('role', roleId);
  if (environment === 'training') await ana.fill('environment', 'training');
  await ana.submit();
  switch (role.fields.value) {
    case 'providers':
      await ana.fill('pasted', '165326');
      break;
    case 'state':
      await ana.fill('state', 'IA');
      break;
    case 'contract-surveyor':
      await ana.fill('survey-for', 'state');
      await ana.fill('state', 'IA');
      await ana.fill('contract-organizations', ['CertiSurv', 'University of Colorado']);
      await ana.fill('surveyor-standing', 'existing');
      await ana.fill('federal-id', '4711');
      await ana.fill('federal-id-again', '4711');
      break;
    case 'contract-survey-admin':
      await ana.fill('contract-organizations', ['CertiSurv']);
      await ana.fill('surveyor-standing', 'new');
      break;
    case 'contractor':
      await ana.fill('contractor-known', role.line === 'ado' ? 'Prairie ADO' : 'Prairie MAC');
      break;
    case 'none':
      return;
  }
  await ana.submit();
}

const described = roles.flatMap((role) =>
  (['production', 'training'] as const)
    .filter((environment) => environment === 'production' || role.shownIn.includes('training'))
    .map((environment) => [role.label, environment, role] as const),
);

describe('every role of the job aids, from the command to a role in iQIES', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage({ officials });
  });
  afterEach(async () => on.stop());

  it.each(described)('%s in %s', async (label, environment, role) => {
    const ana = on.as('U0ANA');
    const joan = on.as('U0JOAN');
    await fillFor(ana, role.id, environment);
    const review = modal(ana.screen()).words;
    expect(review).toContain(places[role.fields.value]);
    expect(review).toContain('Joan Lee, joan.lee@valley-care.example');
    expect(review.includes('TRAINING')).toBe(environment === 'training');
    if (review.includes('General User first')) await ana.fill('general-user', ['yes']);
    await submitReview(ana);
    expect(modal(ana.screen()).words).toContain('Sent to Joan Lee');
    await on.delivered();
    const asks = `${environment === 'training' ? 'TRAINING: ' : ''}Ana Ruiz asks for ${label}`;
    const card = words(saying(joan.screen(), asks)[0]?.blocks ?? []);
    expect(card).toContain(places[role.fields.value]);
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
    expect(words([ana.screen().home?.view ?? {}])).toContain(`${label} at`);
    expect(on.workspace.refusals()).toEqual([]);
  });
});
