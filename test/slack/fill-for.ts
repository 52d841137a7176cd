import { roleById, roles } from '#content/catalogue.ts';
import type { Environment, Role, RoleId } from '#domain/catalogue.ts';

/** Joan as the official of every kind, so that one person can play them all. */
export const everyOfficial = [
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

/** A part of the name of the place where each kind of role is asked for. */
export const placeFor: Record<Role['fields']['value'], string> = {
  providers: 'BLOOMFIELD CARE CENTER (165326)',
  state: 'Iowa',
  'contract-surveyor': 'Iowa',
  'contract-survey-admin': 'CMS',
  contractor: 'Prairie',
  none: 'CMS',
};

/** Every role in each environment that its job aid shows. */
export const everyRole = roles.flatMap((role) =>
  (['production', 'training'] as const)
    .filter((environment) => environment === 'production' || role.shownIn.includes('training'))
    .map((environment) => [role.label, environment, role] as const),
);

/** Whoever fills in a form, on any platform. */
export interface Filling {
  command(words: string): Promise<unknown>;
  fill(id: string, value: string | string[]): Promise<unknown>;
  submit(): Promise<unknown>;
}

/** Fills the form for a role up to the review, as iQIES asks it. */
export async function fillFor(ana: Filling, roleId: RoleId, environment: Environment): Promise<void> {
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
