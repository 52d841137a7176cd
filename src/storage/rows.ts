import { z } from 'zod';
import { type Grant, grantBases, type KnownPerson, type StoredItem } from '#application/ledger.ts';
import { noAnswers } from '#domain/answers.ts';
import { environments, roleIds } from '#domain/catalogue.ts';
import { type ItemState, knownFrom, rejectReasons } from '#domain/item.ts';
import { parseOrganizationKey } from '#domain/organization.ts';
import type { LedgerTables } from './ledger-tables.ts';

/** Stored rows back to domain values. A row that does not parse is a fault of ours and stops the work on it. */

const time = z.number();
const basis = z.enum(knownFrom).exactOptional();
const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending'), since: time }),
  z.object({ status: z.literal('held'), since: time }),
  z.object({
    status: z.literal('outside'),
    reason: z.enum(['first-official', 'cms-decides', 'official-not-in-chat', 'own-request']),
  }),
  z.object({ status: z.literal('approved'), by: z.string(), at: time, basis }),
  z.object({
    status: z.literal('active'),
    by: z.string(),
    at: time,
    basis,
    doneBy: z.string(),
    doneAt: time,
    doneBasis: basis,
  }),
  z.object({
    status: z.literal('rejected'),
    by: z.string(),
    at: time,
    reason: z.enum(rejectReasons),
    betterRole: z.enum(roleIds).nullable(),
    basis,
  }),
  z.object({ status: z.literal('withdrawn'), at: time, basis: z.literal('operator').exactOptional() }),
  z.object({ status: z.literal('expired'), at: time }),
]);

/** The state as stored: without the words, which stand apart. */
export function stateText(state: ItemState): string {
  if (state.status !== 'rejected') return JSON.stringify(state);
  const { words: _apart, ...rest } = state;
  return JSON.stringify(rest);
}

/** A stored state, but for the words of a rejection. */
export const stateOf = (text: string) => stateSchema.parse(JSON.parse(text));

/** An item row, with the words of a rejection where they have not been erased. */
export function itemOf(row: LedgerTables['item'] & { words: string | null }): StoredItem {
  const stored = stateOf(row.state);
  const organization = parseOrganizationKey(row.organization);
  if (organization === null) throw new Error(`item ${row.id} names no organization`);
  return {
    id: row.id,
    requestId: row.request_id,
    organization,
    state: stored.status === 'rejected' ? { ...stored, words: row.words } : stored,
    sentAt: row.sent_at,
    place: { name: row.place_name, detail: row.place_detail },
  };
}

const answersSchema = z.object({
  employeeId: z.string().nullable(),
  surveyor: z.boolean().nullable(),
  contractOrganizations: z.array(z.string()),
  surveyorStanding: z.enum(['new', 'existing']).nullable(),
  federalSurveyorId: z.string().nullable(),
});

/** What step 3 asked besides the organizations; nothing where it asked nothing, or where it was erased. */
export const answersOf = (text: string | null) => (text === null ? noAnswers : answersSchema.parse(JSON.parse(text)));

/** A grant row. */
export function grantOf(row: LedgerTables['role_grant']): Grant {
  return {
    grantId: row.id,
    personId: row.person_id,
    roleId: roleIdOf(row.role_id),
    organization: row.organization,
    environment: environmentOf(row.environment),
    basis: basisSchema.parse(row.basis),
    standing: standingSchema.parse(row.standing),
    email: row.email,
    name: row.name,
    startedAt: row.started_at,
    suspendedAt: row.suspended_at,
  };
}

const roleSchema = z.enum(roleIds);
const environmentSchema = z.enum(environments);
const basisSchema = z.enum(grantBases);
const standingSchema = z.enum(['active', 'unconfirmed', 'suspended']);

/** A role id from the database. */
export const roleIdOf = (text: string) => roleSchema.parse(text);

/** An environment from the database. */
export const environmentOf = (text: string) => environmentSchema.parse(text);

/** An account row; `holders` is how many live accounts of the platform have its address. */
export function personOf(row: LedgerTables['account'], holders: number): KnownPerson {
  return {
    personId: row.person_id,
    identity: { platform: row.platform === 'teams' ? 'teams' : 'slack', scope: row.scope, userId: row.user_id },
    account: {
      platform: row.platform === 'teams' ? 'teams' : 'slack',
      name: row.name,
      email: row.email,
      emailConfirmed: row.email_confirmed === 1,
      guest: row.guest === 1,
      foreign: row.foreign_account === 1,
      switchedOff: row.switched_off === 1,
    },
    timeZone: row.time_zone,
    checkedAt: row.checked_at,
    enteredEmail: row.entered_email,
    heldTwice: holders > 1,
    ...(row.unreachable_since === null ? {} : { outOfReach: true }),
  };
}
