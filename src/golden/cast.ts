/** People, places and requests for views: as they usually are, as many and as long as they may be, and with strange letters. */
import { roleById } from '#content/catalogue.ts';
import { noAnswers } from '#domain/answers.ts';
import type { RoleId } from '#domain/catalogue.ts';
import type { ItemState } from '#domain/item.ts';
import type { Organization } from '#domain/organization.ts';
import type { ShownItem, ShownPerson, ShownRequest, ShownRole } from '#domain/shown.ts';

/** What people write that means something to one platform or the other. */
export const strangeWords =
  '*bold* _it_ ~gone~ `code` <@U1> <!here> <at>Joan</at> [link](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} ' +
  '# no heading\n- no list\n1. no number\n> no quote & &amp; "quoted" 😀👩‍👩‍👧 \\* <b>x</b>';

export interface Mood {
  name: 'usual' | 'many' | 'strange';
  places: number;
  person(n: number): ShownPerson;
  placeName(n: number): string;
  /** A reason or a line of a conversation. */
  words: string;
}

const names = ['Ana Ruiz', 'Joan Lee', 'Raj Patel', 'Maria Gomez', 'Wen Li'];
const person = (n: number, name: string): ShownPerson => ({
  personId: `person-${n}`,
  name,
  email: `person-${n}@example.org`,
  emailConfirmed: n % 2 === 0,
  platform: n % 2 === 0 ? 'slack' : 'teams',
});
const repeated = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length);

export const moods: readonly Mood[] = [
  {
    name: 'usual',
    places: 2,
    person: (n) => person(n, names[n % names.length] ?? ''),
    placeName: (n) => ['BLOOMFIELD CARE CENTER', 'AASE HAUGEN HOME'][n % 2] ?? '',
    words: 'You left in May. Please ask for Assessment Viewer.',
  },
  {
    name: 'many',
    places: 100,
    person: (n) => person(n, `Official ${n} ${repeated('van der Long & Longer ', 130)}`),
    placeName: (n) => repeated(`FACILITY ${n} SAINT MARY & SAINT JOHN OF THE LONG ROAD `, 200),
    words: repeated('A reason with very many words; ', 3_000),
  },
  {
    name: 'strange',
    places: 3,
    person: (n) => ({ ...person(n, `${strangeWords} ${n}`), email: n === 2 ? null : `o'h_a*re+${n}@example.org` }),
    placeName: (n) => `A_B_C *${n}* [HOME](x) & <SONS>, "INC"`,
    words: strangeWords,
  },
];

const states: readonly ItemState[] = [
  { status: 'pending', since: 0 },
  { status: 'held', since: 5 },
  { status: 'outside', reason: 'cms-decides' },
  { status: 'approved', by: 'person-1', at: 1_795_000_000_000 },
  { status: 'active', by: 'person-1', at: 1_795_000_000_000, doneBy: 'person-2', doneAt: 1_795_100_000_000 },
  { status: 'rejected', by: 'person-2', at: 1_795_000_000_000, reason: 'other', words: null, betterRole: 'pbj-viewer' },
  { status: 'withdrawn', at: 1_795_000_000_000 },
  { status: 'expired', at: 1_795_000_000_000 },
];

/** A facility of a request. Every third of many stands alone with its own official, so that groups are many too. */
export function item(mood: Mood, n: number, state: ItemState = { status: 'pending', since: 0 }): ShownItem {
  const told = state.status === 'rejected' ? { ...state, words: mood.words.slice(0, 500) } : state;
  return {
    id: `a-request.${n + 1}`,
    organization: provider(n),
    placeName: mood.placeName(n),
    placeDetail: 'Bloomfield, IA, Nursing home',
    state: told,
    sentAt: state.status === 'active' ? 1_795_050_000_000 : null,
    officials: [mood.person(1 + (n % 14)), mood.person(2)],
    decidedBy: 'by' in state ? mood.person(1) : null,
    unconfirmed: false,
    doneBy: state.status === 'active' ? mood.person(2) : null,
  };
}

export const provider = (n: number): Organization => ({ kind: 'provider', ccn: String(165_000 + n) });

/** A request for as many places as the mood has, all waiting. */
export function waiting(mood: Mood, roleId: RoleId = 'assessment-submitter'): ShownRequest {
  return request(
    mood,
    roleId,
    Array.from({ length: mood.places }, (_, n) => item(mood, n)),
  );
}

/** A request with places in every state. */
export function mixed(mood: Mood): ShownRequest {
  const items = Array.from({ length: Math.max(mood.places, states.length) }, (_, n) =>
    item(mood, n, states[n % states.length]),
  );
  return request(mood, 'assessment-submitter', items);
}

function request(mood: Mood, roleId: RoleId, items: readonly ShownItem[]): ShownRequest {
  const lines = Array.from({ length: mood.name === 'usual' ? 2 : 50 }, (_, n) => ({
    position: n + 1,
    author: mood.person(n % 2),
    at: 1_795_000_000_000 + n * 60_000,
    words: n === 1 && mood.name === 'strange' ? null : mood.words.slice(0, 500),
  }));
  return {
    id: 'a-request',
    requester: mood.person(0),
    role: roleById(roleId),
    environment: mood.name === 'usual' ? 'production' : 'training',
    submittedAt: 1_794_900_000_000,
    legalName: mood.name === 'usual' ? null : mood.words.slice(0, 100),
    answers: {
      ...noAnswers,
      ...(mood.name === 'many' ? { surveyorStanding: 'new', federalSurveyorId: '9'.repeat(40) } : {}),
    },
    followsAt: mood.name === 'usual' ? null : 1_794_000_000_000,
    items,
    talk: { lines, earlier: mood.name === 'many' ? 7 : 0 },
  };
}

/** A role as My Profile lists it. */
export function role(mood: Mood, n: number, roleId: RoleId, more: Partial<ShownRole> = {}): ShownRole {
  return {
    role: roleById(roleId),
    organization: provider(n),
    placeName: mood.placeName(n),
    environment: 'production',
    startedAt: 1_790_000_000_000,
    statementId: null,
    disciplines: null,
    unconfirmed: false,
    ...more,
  };
}
