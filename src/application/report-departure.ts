import type { Official } from '#domain/approvers.ts';
import { type DepartureState, reportsAWeek } from '#domain/departure.ts';
import { type OrganizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { type Answer, no, type Refusal, yes } from '#domain/refusal.ts';
import { answerTime } from './answer-time.ts';
import { isAbout, mayReport, officialsOf, sameHuman } from './departure-people.ts';
import type { Deps } from './deps.ts';
import type { KnownPerson, Reading, Writing } from './ledger.ts';
import { showDeparturesAt, tellDeparture } from './tell-departure.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** 'herself': who reported is the official, so she is asked for her day. */
export type Reported = { departureId: string } | 'herself';

/**
 * "Our PSO has left": the PSO is asked, her colleagues get the report. Nothing changes by it. A second report of the same
 * official joins the first case.
 */
export function reportDeparture(deps: Deps) {
  const { ledger, settings, now, newId } = deps;
  return async (person: KnownPerson, organization: OrganizationKey, grantId: string): Promise<Answer<Reported>> => {
    const may = await mayReport(deps, person, organization);
    return ledger.change(async (record): Promise<Answer<Reported>> => {
      const at = now();
      const refused = (refusal: Refusal) => noteRefused(record, person, refusal, organization, at);
      if (!may.ok) return refused(may.refusal);
      const official = (await officialsOf(record, organization)).find((one) => one.grantId === grantId);
      if (official === undefined) return refused('no-official-reported');
      const { personId } = person;
      if (await sameHuman(record, personId, official.personId)) return yes('herself');
      const open = (await record.departures.at([organization], 'live')).find(
        (one) => one.state.is !== 'removed' && isAbout(one, official),
      );
      const before = open === undefined ? [] : await record.departures.sayings(open.id);
      if (open !== undefined && before.some((one) => one.personId === personId && one.says === 'reported'))
        return yes({ departureId: open.id });
      if ((await record.departures.reportsSince(personId, at - weekMs)) >= reportsAWeek)
        return refused('reports-used-up');
      const id = open?.id ?? newId();
      if (open === undefined) {
        const state = await firstState(deps, record, official, at);
        await record.departures.open({ id, organization, grantId, openedAt: at, state });
        if (state.is === 'asked') await record.enqueueAt(dueTask(id), state.until, at);
      }
      await record.departures.say(id, { personId, says: 'reported', at });
      await record.record(
        {
          kind: 'departure-reported',
          actorId: personId,
          platform: person.identity.platform,
          ...(official.personId === null ? {} : { subjectId: official.personId }),
          data: { departureId: id, organization, grantId, joined: open !== undefined },
        },
        at,
      );
      await tellDeparture(record, settings, id, at);
      await showDeparturesAt(record, [organization], at);
      return yes({ departureId: id });
    });
  };
}

/** What is looked at again when its time has come. */
export const dueTask = (departureId: string) => ({ kind: 'due', matter: { about: 'departure', departureId } }) as const;

/** Somebody whose accounts are all switched off, or who never was in chat, can't be asked. */
async function firstState(
  deps: Deps,
  record: Reading,
  { personId, organization }: Official,
  at: number,
): Promise<DepartureState> {
  const accounts = personId === null ? [] : await record.accountsOf(personId);
  const live = accounts.find(({ account }) => !account.switchedOff);
  if (live === undefined) return { is: 'silent', because: 'not-in-chat', since: at };
  return { is: 'asked', until: answerTime(deps, at, live.timeZone, parseOrganizationKey(organization)) };
}

async function noteRefused(
  record: Writing,
  { personId, identity }: KnownPerson,
  refusal: Refusal,
  organization: OrganizationKey,
  at: number,
) {
  const data = { refusal, deed: 'report-departure', organization };
  await record.record({ kind: 'refused', actorId: personId, platform: identity.platform, data }, at);
  return no(refusal);
}
