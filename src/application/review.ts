import { roleById } from '#content/catalogue.ts';
import { wordsProblem } from '#domain/after-decision.ts';
import type { Official } from '#domain/approvers.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import type { PersonId } from '#domain/person.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { type HeldRole, type RoleRef, refuseRole, roleForOfficial } from './held-role.ts';
import type { KnownPerson, PlaceAt, Reading, Review, ReviewPlace, Writing } from './ledger.ts';
import { routeNow } from './officials.ts';
import { endRole, notRemovable } from './remove-role.ts';
import { type AboutToDecide, type DecidedAt, toConfirm } from './verify-official.ts';

/**
 * A review of who has what, started by the operator (rules, section 5): each official gets one list of her places, marks
 * what is to be removed, and says once that all others are right. One finished list is enough for a place.
 */

const weekMs = 7 * 24 * 60 * 60 * 1000;
/** Asked once and reminded weekly; then the operator hears who has not answered. */
export const reviewRounds = 4;
/** So many places are looked at in one change. */
const placesPerStep = 50;

/** Starts a review. @param organizations null: everywhere. @returns its id and how many places it has */
export function startReview({ ledger, now, newId }: Deps) {
  return (organizations: readonly OrganizationKey[] | null): Promise<Answer<{ reviewId: string; places: number }>> =>
    ledger.change(async (record) => {
      const at = now();
      const open = await record.review();
      if (open !== null && open.endedAt === null) return no('review-open');
      const reviewId = newId();
      const places = await record.startReview(reviewId, organizations, at);
      if (places === 0) return yes({ reviewId, places });
      const data = { reviewId, places };
      await record.record({ kind: 'review-started', platform: 'command-line', data }, at);
      await record.enqueueAt(round(reviewId, 0, ''), at, at);
      return yes({ reviewId, places });
    });
}

/** Ends an open review before it is finished. */
export function stopReview({ ledger, now }: Deps) {
  return (): Promise<Answer<Review>> =>
    ledger.change(async (record) => {
      const open = await record.review();
      if (open === null || !(await record.endReview(open.reviewId, now()))) return no('review-none');
      const data = { reviewId: open.reviewId, stopped: true };
      await record.record({ kind: 'review-finished', platform: 'command-line', data }, now());
      return yes(open);
    });
}

const round = (reviewId: string, n: number, after: string) =>
  ({ kind: 'due', matter: { about: 'review', reviewId, round: n, after } }) as const;

/** A round: everybody who decides at an open place is asked once, place by place, and again in a week. */
export function askReviewers({ ledger, now }: Deps) {
  return ({ reviewId, round: n, after }: { reviewId: string; round: number; after: string }): Promise<void> =>
    ledger.change(async (record) => {
      const at = now();
      const review = await record.review(reviewId);
      if (review === null || review.endedAt !== null) return;
      const places = await record.reviewPlaces(reviewId, { after, most: placesPerStep, open: true });
      for (const place of places)
        for (const personId of await reviewersOf(record, place)) {
          const notice = { about: 'review-list', reviewId, round: n } as const;
          await record.enqueueOnce(`review:${reviewId}:${n}:${personId}`, { kind: 'tell', personId, notice }, at);
        }
      const last = places.at(-1);
      if (last !== undefined && places.length === placesPerStep)
        return record.enqueueAt(round(reviewId, n, `${last.organization} ${last.environment}`), at, at);
      if (n + 1 < reviewRounds) return record.enqueueAt(round(reviewId, n + 1, ''), at + weekMs, at);
      await record.tellOperator({ key: `review-late:${reviewId}`, about: 'review-late' }, at);
    });
}

/** A role whose officials are those of the place. */
const typical: Record<'provider' | 'state' | 'cms' | 'mac' | 'ado', RoleId> = {
  provider: 'assessment-submitter',
  state: 'state-agency-general-user',
  cms: 'cms-general-user',
  mac: 'mac-reports',
  ado: 'ado-mds-api-access',
};

/** Who goes through a place: its own officials in chat. */
export async function reviewersOf(record: Reading, place: PlaceAt): Promise<PersonId[]> {
  const [at] = decidedAt(place);
  if (at === undefined) return [];
  const { route } = await routeNow(record, roleById(at.roleId), at.organization, at.environment, null);
  if (route.way !== 'ask') return [];
  const here = route.officials.filter((official) => official.organization === place.organization);
  return [...new Set(here.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
}

/** Officials of a place who can't be asked, because no chat reaches them: they confirm nothing here. */
export async function notAsked(record: Reading, place: PlaceAt): Promise<Official[]> {
  const [at] = decidedAt(place);
  if (at === undefined) return [];
  const { officials } = await routeNow(record, roleById(at.roleId), at.organization, at.environment, null);
  const found: Official[] = [];
  for (const official of officials) {
    const { organization, environment, reach, personId } = official;
    if (organization !== place.organization || environment !== place.environment) continue;
    if (reach !== 'in-chat' || personId === null || !(await record.isReachedInChat(personId))) found.push(official);
  }
  return found;
}

/** Something that every official of a place may decide: what stands for acting as its official at all. */
export function decidedAt({ organization: key, environment }: PlaceAt): DecidedAt[] {
  const organization = parseOrganizationKey(key);
  if (organization === null) return [];
  const roleId = typical[organization.kind === 'contractor' ? organization.line : organization.kind];
  return [{ roleId, organization, environment, of: null }];
}

/** Her open places in the review that is open. */
export const placesToFinish =
  (person: KnownPerson): AboutToDecide['places'] =>
  async (record) => {
    const review = await openReview(record);
    const places = review === null ? [] : await placesOfReviewer(record, review, person);
    return places.filter(({ finished }) => finished === null).flatMap(decidedAt);
  };

/** Where it is decided about what was marked at her places. */
export const placesOfMarks =
  (person: KnownPerson, reviewId: string): AboutToDecide['places'] =>
  async (record) => {
    const review = await record.review(reviewId);
    return review === null ? [] : (await placesOfReviewer(record, review, person)).flatMap(decidedAt);
  };

/** Her places in a review: those where she decides now. */
export async function placesOfReviewer(
  record: Reading,
  review: Review,
  { personId }: Pick<KnownPerson, 'personId'>,
): Promise<ReviewPlace[]> {
  const grants = (await record.grantsOf(personId)).filter(
    ({ roleId, standing }) => roleById(roleId).official && standing === 'active',
  );
  const organizations = [...new Set(grants.map(({ organization }) => organization))];
  const places: ReviewPlace[] = [];
  for (const place of await record.reviewPlaces(review.reviewId, { organizations }))
    if ((await reviewersOf(record, place)).includes(personId)) places.push(place);
  return places;
}

/** The open review; a refusal where there is none. */
async function openReview(record: Reading): Promise<Review | null> {
  const review = await record.review();
  return review === null || review.endedAt !== null ? null : review;
}

/** Whether a role may be marked now, and in which review. */
async function markable(
  record: Reading,
  person: KnownPerson,
  ref: RoleRef,
  settings: Deps['settings'],
): Promise<{ ok: true; review: Review; role: HeldRole } | { ok: false; refusal: Refusal }> {
  const review = await openReview(record);
  if (review === null) return no('review-none');
  const found = await roleForOfficial(record, person, ref, settings);
  if (!found.ok) return found;
  const refusal = notRemovable(found.value);
  if (refusal !== null) return no(refusal);
  const { organization, environment } = found.value;
  const places = await record.reviewPlaces(review.reviewId, { organizations: [organization] });
  const place = places.find((one) => one.environment === environment);
  if (place === undefined) return no('review-none');
  return place.finished === null ? { ok: true, review, role: found.value } : no('review-place-done');
}

/** Why a role can't be marked; null when it can. */
export function mayMark({ ledger, settings }: Deps) {
  return (person: KnownPerson, ref: RoleRef): Promise<Refusal | null> =>
    ledger.read(async (record) => {
      const found = await markable(record, person, ref, settings);
      return found.ok ? null : found.refusal;
    });
}

/** Marks a role as one to be removed, with the reason; without words it is right after all. Nothing is removed by it. */
export function markRole({ ledger, settings, now }: Deps) {
  return (person: KnownPerson, ref: RoleRef, words: string | null, remove: boolean): Promise<Answer<null>> =>
    ledger.change(async (record): Promise<Answer<null>> => {
      const at = now();
      const found = await markable(record, person, ref, settings);
      const refusal = found.ok ? (remove ? wordsProblem(words) : null) : found.refusal;
      if (refusal !== null || !found.ok) return refuseRole(record, person, refusal ?? 'review-none', 'review-mark', at);
      const { review, role } = found;
      const name = refOf(ref);
      const textId = remove ? await record.keepText((words ?? '').trim(), person.personId) : null;
      const { organization, environment } = role;
      const mark = textId === null ? null : { organization, environment, by: person.personId, textId };
      await record.markRole(review.reviewId, name, mark, at);
      const data = { reviewId: review.reviewId, role: name, remove };
      const text = textId === null ? {} : { textId };
      const { platform } = person.identity;
      await record.record({ kind: 'review-marked', actorId: person.personId, platform, data, ...text }, at);
      return yes(null);
    });
}

/** How a mark names a role. */
const refOf = (ref: RoleRef): string => ('grantId' in ref ? `g|${ref.grantId}` : `s|${ref.statementId}`);

/** "All others are right": finishes all of her open places at once. @returns the review */
export function finishReview({ ledger, settings, now }: Deps) {
  return (person: KnownPerson): Promise<Answer<string>> =>
    ledger.change(async (record): Promise<Answer<string>> => {
      const at = now();
      const review = await openReview(record);
      const places = review === null ? [] : await placesOfReviewer(record, review, person);
      const open = places.filter(({ finished }) => finished === null);
      if (review === null || open.length === 0) return refuseRole(record, person, 'review-none', 'review-finish', at);
      for (const place of open.flatMap(decidedAt))
        if ((await toConfirm({ settings }, record, person, place)) !== null)
          return refuseRole(record, person, 'confirm-first', 'review-finish', at);
      const { reviewId } = review;
      for (const place of open) await finishOne(record, person, reviewId, place, at);
      const notice = { about: 'review-summary', reviewId, round: 0 } as const;
      await record.enqueue({ kind: 'tell', personId: person.personId, notice }, at);
      if ((await record.reviewPlaces(reviewId, { after: '', most: 1, open: true })).length === 0) {
        await record.endReview(reviewId, at);
        await record.tellOperator({ key: `review-done:${reviewId}`, about: 'review-done' }, at);
      }
      return yes(reviewId);
    });
}

async function finishOne(
  record: Writing,
  { personId, identity }: KnownPerson,
  reviewId: string,
  place: PlaceAt,
  at: number,
): Promise<void> {
  const { all } = await record.reviewRows([place], 0, 0);
  const marked = (await record.reviewMarks(reviewId, [place])).filter(({ removedAt }) => removedAt === null).length;
  const kept = Math.max(0, all - marked);
  if (!(await record.finishPlace(reviewId, place, personId, kept, at))) return;
  const organization = place.organization.startsWith('contractor:') ? 'contractor' : place.organization;
  const data = { reviewId, organization, environment: place.environment, kept, marked };
  await record.record({ kind: 'review-finished', actorId: personId, platform: identity.platform, data }, at);
}

/**
 * Removes what was marked at her places, by her press: each role in a change of its own, with the reason of its mark.
 * @returns how many were removed
 */
export function removeMarked({ ledger, settings, now }: Deps) {
  return async (person: KnownPerson, reviewId: string): Promise<Answer<number>> => {
    const marks = await ledger.read(async (record) => {
      const review = await record.review(reviewId);
      const places = review === null ? [] : await placesOfReviewer(record, review, person);
      const finished = places.filter((place) => place.finished !== null);
      return finished.length === 0 ? [] : record.reviewMarks(reviewId, finished);
    });
    let removed = 0;
    let refused: Refusal = 'role-over';
    for (const { ref, textId, at, removedAt } of marks) {
      if (removedAt !== null) continue;
      const [kind, id = ''] = ref.split('|');
      const named = kind === 'g' ? { grantId: id } : { statementId: id };
      const refusal = await ledger.change(async (record) => {
        const found = await roleForOfficial(record, person, named, settings);
        const problem = found.ok
          ? stoodThen(found.value, kind, at)
            ? notRemovable(found.value)
            : 'role-over'
          : found.refusal;
        // What ended meanwhile is done with, also where she was given the role anew.
        if (problem === 'role-over') await record.markRemoved(reviewId, ref, now());
        if (problem !== null || !found.ok) return problem ?? 'role-over';
        if (!(await record.markRemoved(reviewId, ref, now()))) return 'role-over';
        await endRole(record, person, found.value, textId, now(), settings);
        return null;
      });
      if (refusal === null) removed += 1;
      else refused = refusal;
    }
    if (removed > 0) return yes(removed);
    return ledger.change((record) => refuseRole(record, person, refused, 'review-remove', now()));
  };
}

/** Whether what stands for a role stood when it was marked; a confirmed statement became a grant since. */
const stoodThen = ({ grants, statements }: HeldRole, kind: string | undefined, at: number): boolean =>
  grants.some(({ startedAt, basis }) => startedAt <= at || (kind === 's' && basis === 'confirmed')) ||
  statements.some(({ statedAt }) => statedAt <= at);
