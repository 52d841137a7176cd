import { secretIn } from '#domain/guard.ts';
import { organizationKey } from '#domain/organization.ts';
import { isAddress, isListed, requesterProblem } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson } from './ledger.ts';
import { type PlaceOfDraft, readUnknownPlace } from './unknown-place.ts';

/** What somebody writes about a security official she knows. */
export interface NamedOfficial {
  name: string;
  email: string;
}

export const officialNameMax = 100;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * "I know who": passes a name and an address on to the operator (rules, section 3). It gives no authority and changes
 * nothing else; one a person, place and day. Refusals are recorded, what was typed then is not.
 */
export function nameOfficial(deps: Deps) {
  return async (person: KnownPerson, at: PlaceOfDraft, typed: NamedOfficial): Promise<Answer<null>> => {
    const named = { name: oneLine(typed.name), email: typed.email.trim().toLowerCase() };
    const refusal =
      tolerated(requesterProblem(person.account, deps.settings.guestsMayRequest)) ?? wrongIn(named, person);
    const place = refusal === null ? await readUnknownPlace(deps, person, at) : no(refusal);
    const answer = place.ok ? await passOn(deps, person, organizationKey(place.value.organization), named) : place;
    if (answer.ok) return yes(null);
    await deps.ledger.change((record) =>
      record.record(
        {
          kind: 'refused',
          actorId: person.personId,
          platform: person.identity.platform,
          data: { refusal: answer.refusal, deed: 'name-official' },
        },
        deps.now(),
      ),
    );
    return answer;
  };
}

/** Without an address one can draft, and say who decides. */
const tolerated = (problem: Refusal | null): Refusal | null => (problem === 'email-missing' ? null : problem);

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** The first thing that can't be taken. The guard comes before everything else. */
function wrongIn({ name, email }: NamedOfficial, { account, enteredEmail }: KnownPerson): Refusal | null {
  if (secretIn(name) !== null || secretIn(email) !== null) return 'holds-a-secret';
  if (name === '' && email === '') return 'official-missing';
  if (name.length > officialNameMax) return 'name-too-long';
  if (email !== '' && !isAddress(email)) return 'email-malformed';
  return email !== '' && [account.email?.toLowerCase(), enteredEmail].includes(email) ? 'own-address' : null;
}

async function passOn(
  { ledger, settings, now }: Deps,
  person: KnownPerson,
  organization: string,
  { name, email }: NamedOfficial,
): Promise<Answer<null>> {
  return ledger.change(async (record): Promise<Answer<null>> => {
    const at = now();
    const key = `official-named:${person.personId}:${organization}:${Math.floor(at / dayMs)}`;
    if ((await record.notice(key)) !== null) return no('named-today');
    const { personId } = person;
    const listed = email === '' || isListed(email, settings.addresses.domains);
    const textId = await record.keepText([name, email].filter((part) => part !== '').join(', '), personId);
    const about = listed ? 'official-named' : 'official-named-unlisted';
    await record.tellOperator({ key, about, personId, detail: organization, textId }, at);
    await record.record(
      {
        kind: 'official-named',
        actorId: personId,
        platform: person.identity.platform,
        data: { organization, listed },
        textId,
      },
      at,
    );
    return yes(null);
  });
}
