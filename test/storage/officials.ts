import type { Deps } from '#application/deps.ts';
import type { KnownPerson, NewRequest } from '#application/ledger.ts';
import { noWatch } from '#application/watch.ts';
import type { Answered } from '#domain/answer.ts';
import { noAnswers } from '#domain/answers.ts';
import { readConfig } from '#src/config.ts';
import { federalHolidays } from '#src/holidays.ts';
import { openConversations } from '#storage/conversations.ts';
import { openDrafts } from '#storage/drafts.ts';
import { numbers } from '#storage/numbers.ts';
import { openProviderDirectory } from '#storage/provider-search.ts';
import { lists, type TestRecord } from './record.ts';

/** Nothing here asks questions. */
const noAnswer: Answered = {
  outcome: 'unknown',
  text: '',
  article: null,
  suggestions: [],
  sources: [],
  actions: [],
  related: [],
  keep: false,
  nearest: [],
};

/** Use cases on a test record; ids count up, the clock stands still. */
export function depsOn({ db, ledger }: Pick<TestRecord, 'db' | 'ledger'>, prefix = 'id'): Deps {
  let count = 0;
  return {
    ledger,
    drafts: openDrafts(db, () => {}),
    providers: openProviderDirectory(db),
    answers: { answer: () => noAnswer, article: () => null },
    conversations: openConversations(db),
    settings: {
      addresses: lists,
      guestsMayRequest: false,
      helpDesk: [],
      categories: ['provider'],
      provisioning: 'manual',
      times: readConfig({}).times,
      verifyOfficials: false,
    },
    holidays: federalHolidays,
    watch: noWatch,
    numbers,
    now: () => 1_000,
    newId: () => `${prefix}-${++count}`,
  };
}

/** A person whose account may decide. */
export function personNamed({ ledger }: Pick<TestRecord, 'ledger'>, name: string): Promise<KnownPerson> {
  const identity = { platform: 'slack', scope: 'T1', userId: `U${name.toUpperCase()}` } as const;
  const account = {
    platform: 'slack',
    name,
    email: `${name}@valley-care.example`,
    emailConfirmed: true,
    guest: false,
    foreign: false,
    switchedOff: false,
  } as const;
  return ledger.change((record) => record.savePerson(identity, account, null, 1));
}

/** `count` people who decide at Bloomfield. */
export async function officialsAtBloomfield(on: Pick<TestRecord, 'ledger'>, count: number): Promise<KnownPerson[]> {
  const people: KnownPerson[] = [];
  for (let n = 1; n <= count; n += 1) {
    const person = await personNamed(on, `official${n}`);
    await on.ledger.change((record) =>
      record.startGrant({
        grantId: `grant-${n}`,
        personId: person.personId,
        roleId: 'provider-security-official',
        organization: 'ccn:165326',
        environment: 'production',
        basis: 'imported',
        standing: 'active',
        email: person.account.email,
        name: null,
        startedAt: n,
      }),
    );
    people.push(person);
  }
  return people;
}

/** Ana's request at Bloomfield, pending, with its event. */
export async function pendingRequest(on: Pick<TestRecord, 'ledger'>, id = 'request-1'): Promise<NewRequest> {
  const ana = await personNamed(on, 'ana');
  const request: NewRequest = {
    id,
    draftId: `draft-of-${id}`,
    requesterId: ana.personId,
    roleId: 'assessment-submitter',
    environment: 'production',
    submittedAt: 1,
    legalName: null,
    answers: noAnswers,
    previousId: null,
    items: [
      {
        organization: 'ccn:165326',
        place: { name: 'BLOOMFIELD', detail: null },
        state: { status: 'pending', since: 0 },
      },
    ],
  };
  await on.ledger.change(async (record) => {
    await record.addRequest(request);
    await record.record({ kind: 'request-submitted', requestId: id, actorId: ana.personId, platform: 'slack' }, 1);
  });
  return request;
}
