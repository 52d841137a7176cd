import { type JoinOffer, mayJoin, type Pair } from '#domain/joining.ts';
import { type AddressLists, accountProblem, type KnownAccount, type PersonId } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { refreshChecklist } from './refresh-checklist.ts';
import { rerouteAt } from './reroute.ts';

/**
 * A Slack and a Teams identity become one person when exactly one of each has an address that the platforms vouch for, and
 * the person says yes on both (rules, section 1). What somebody types joins nothing.
 */

/** How many requests and open cards are shown on the other platform after a join. */
const mostShown = 50;

/** Asks both sides, once, when they may be one person. Called inside the change that took the account in. */
export async function offerJoin(record: Writing, person: KnownPerson, lists: AddressLists, at: number): Promise<void> {
  if (person.account.email === null || person.account.switchedOff) return;
  const twins: KnownPerson[] = [];
  for (const twin of await record.twinsOf(person.personId)) {
    const live = (await record.accountsOf(twin)).filter(({ account }) => !account.switchedOff);
    twins.push(...live.filter(({ account }) => account.email === person.account.email));
  }
  const [twin, ...others] = twins;
  if (twin === undefined || others.length > 0) return;
  const pair = person.identity.platform === 'slack' ? pairOf(person, twin) : pairOf(twin, person);
  if (!(await joinable(record, pair, lists)) || !(await record.offerJoin(pair, at))) return;
  await record.record(
    { kind: 'join-offered', subjectId: pair.slack, platform: person.identity.platform, data: { teams: pair.teams } },
    at,
  );
  for (const personId of [pair.slack, pair.teams])
    await record.enqueue({ kind: 'tell', personId, notice: { about: 'join-offer', pair } }, at);
}

const pairOf = (slack: KnownPerson, teams: KnownPerson): Pair => ({ slack: slack.personId, teams: teams.personId });

/** What became of an answer. */
export type Joined = 'joined' | 'waits-for-other' | 'apart';

/** "Yes, that's me" or "No", from one side. Who says so is the account that pressed; everything else is looked up now. */
export function answerJoin(deps: Deps) {
  const { ledger, settings, now, drafts } = deps;
  return async (person: KnownPerson, pair: Pair, isMe: boolean): Promise<Answer<Joined>> => {
    const result = await ledger.change(async (record): Promise<Answer<{ came: Joined; moved: Moved | null }>> => {
      const at = now();
      const offer = await record.joinOffer(pair);
      const refusal = await problemOf(record, person, pair, offer, isMe, settings.addresses);
      const actor = { actorId: person.personId, platform: person.identity.platform };
      if (refusal !== null) {
        await record.record({ kind: 'refused', ...actor, data: { refusal, deed: 'join' } }, at);
        return no(refusal);
      }
      if (!isMe) {
        await stayApart(record, person, pair, at);
        return yes({ came: 'apart', moved: null });
      }
      const { platform } = person.identity;
      const other = platform === 'slack' ? offer?.teamsYesAt : offer?.slackYesAt;
      await record.answerOffer(pair, platform, at);
      await record.record({ kind: 'join-confirmed', ...actor, data: { slack: pair.slack, teams: pair.teams } }, at);
      if (other === null || other === undefined) return yes({ came: 'waits-for-other', moved: null });
      return yes({ came: 'joined', moved: await join(record, person, pair, at) });
    });
    if (!result.ok) return result;
    // Drafts may be lost without harm: the join stands without them.
    if (result.value.moved !== null) await moveDrafts(drafts, result.value.moved).catch(() => undefined);
    return yes(result.value.came);
  };
}

/** Why this answer can't be taken; null when it can. A "no" is always taken while the question is open. */
async function problemOf(
  record: Reading,
  person: KnownPerson,
  pair: Pair,
  offer: JoinOffer | null,
  isMe: boolean,
  lists: AddressLists,
): Promise<Refusal | null> {
  const asked = pair[person.identity.platform];
  const one = (await record.person(pair.slack))?.personId;
  const joined = one !== undefined && one === (await record.person(pair.teams))?.personId;
  if (offer === null || (asked !== person.personId && !(joined && one === person.personId))) return 'not-your-question';
  if (joined || offer.refusedAt !== null) return 'join-settled';
  return isMe && !(await joinable(record, pair, lists)) ? 'not-joinable' : null;
}

async function joinable(record: Reading, { slack, teams }: Pair, lists: AddressLists): Promise<boolean> {
  return mayJoin(await accountsOf(record, slack, lists), await accountsOf(record, teams, lists));
}

async function accountsOf(record: Reading, personId: PersonId, lists: AddressLists): Promise<KnownAccount[]> {
  return (await record.accountsOf(personId)).map(({ account, heldTwice }) => ({
    platform: account.platform,
    email: account.email,
    problem: accountProblem(account, lists, heldTwice),
  }));
}

async function stayApart(record: Writing, person: KnownPerson, pair: Pair, at: number): Promise<void> {
  await record.refuseOffer(pair, at);
  const { personId, identity } = person;
  const data = { slack: pair.slack, teams: pair.teams };
  await record.record({ kind: 'join-refused', actorId: personId, platform: identity.platform, data }, at);
  await record.tellOperator({ key: `join-refused:${pair.slack}:${pair.teams}`, about: 'join-refused', personId }, at);
}

interface Moved {
  into: PersonId;
  from: PersonId;
}

/** The newer identity's things become the older one's; what that changes about who decides is followed up. */
async function join(record: Writing, person: KnownPerson, pair: Pair, at: number): Promise<Moved> {
  const slackFirst = (await record.knownSince(pair.slack)) <= (await record.knownSince(pair.teams));
  const [into, from] = slackFirst ? [pair.slack, pair.teams] : [pair.teams, pair.slack];
  await endDoubles(record, into, from, at);
  await record.joinPeople(into, from);
  const { platform } = person.identity;
  await record.record(
    { kind: 'identities-joined', actorId: person.personId, subjectId: into, platform, data: { joined: from } },
    at,
  );
  await record.tellOperator({ key: `joined:${into}:${from}`, about: 'identities-joined', personId: into }, at);
  const organizations = (await record.grantsOf(into)).map(({ organization }) => organization);
  await rerouteAt(record, organizations, at);
  await showOnBoth(record, into, at);
  return { into, from };
}

/** A role that both identities have at one place is one role. */
async function endDoubles(record: Writing, into: PersonId, from: PersonId, at: number): Promise<void> {
  const hers = await record.grantsOf(into);
  for (const grant of await record.grantsOf(from)) {
    const same = hers.some(
      ({ roleId, organization, environment, standing }) =>
        roleId === grant.roleId &&
        organization === grant.organization &&
        environment === grant.environment &&
        (standing === 'active' || standing === grant.standing),
    );
    if (!same || !(await record.endGrant(grant.grantId, at))) continue;
    const data = { grantId: grant.grantId, because: 'identities-joined' };
    await record.record({ kind: 'grant-ended', subjectId: into, data }, at);
  }
}

/** Her open requests and cards stand on both platforms from now on. */
async function showOnBoth(record: Writing, personId: PersonId, at: number): Promise<void> {
  const open = new Set(await record.openCardsOf(personId, mostShown));
  for (const { id } of await record.requestsOf(personId, mostShown))
    await record.enqueue({ kind: 'status', requestId: id, personId }, at);
  for (const requestId of open) await record.enqueue({ kind: 'card', requestId, personId }, at);
  await record.enqueue({ kind: 'home', personId }, at);
  await refreshChecklist(record, personId, at);
  await record.enqueue({ kind: 'tell', personId, notice: { about: 'joined' } }, at);
}

/** The forms of both are hers; the one that was filled in last on either side stays the one that opens. */
async function moveDrafts(drafts: Deps['drafts'], { into, from }: Moved): Promise<void> {
  const hers = await drafts.latestOf(into);
  const others: Draft[] = [];
  for (let next = await drafts.latestOf(from); next !== null; next = await drafts.latestOf(from)) {
    others.unshift(next);
    await drafts.remove(next);
  }
  for (const draft of others) await drafts.save({ ...draft, personId: into });
  const newest = others.at(-1)?.updatedAt ?? 0;
  if (hers !== null && others.length > 0 && hers.updatedAt >= newest) await drafts.save(hers);
}
