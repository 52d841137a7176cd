import { lookDays } from '#domain/departure.ts';
import { nextLook } from './answer-departure.ts';
import { herToday, othersThere } from './departure-people.ts';
import type { Departure } from './departure-record.ts';
import type { Deps } from './deps.ts';
import type { Writing } from './ledger.ts';
import type { Matter } from './matter.ts';
import { dueTask } from './report-departure.ts';
import { showDeparturesAt, tellDeparture } from './tell-departure.ts';

/**
 * What time brings to an official who was reported, or who said her last day: silence counts as no answer, she is asked
 * for a second PSO a week and a day before, and after the day whether she left. Nothing ends by itself.
 */
export function lookAtDeparture({ ledger, settings, now }: Deps) {
  return ({ departureId }: Extract<Matter, { about: 'departure' }>): Promise<void> =>
    ledger.change(async (record) => {
      const at = now();
      const departure = await record.departures.of(departureId);
      if (departure === null) return;
      const { state, organization } = departure;
      if (state.is === 'asked') {
        if (at < state.until) return record.enqueueAt(dueTask(departureId), state.until, at);
        const silent = { is: 'silent', because: 'no-answer', since: at } as const;
        if (!(await record.departures.move(departureId, state, silent))) return;
        await record.record({ kind: 'departure-unanswered', data: { departureId } }, at);
        await tellDeparture(record, settings, departureId, at);
        await showDeparturesAt(record, [organization], at);
      }
      if (state.is === 'leaving') await lookAtDay(record, settings, departure, state.on, at);
    });
}

async function lookAtDay(
  record: Writing,
  settings: Deps['settings'],
  departure: Departure,
  on: string,
  at: number,
): Promise<void> {
  const today = await herToday(record, departure, at);
  const due = lookDays(on)
    .filter((look) => look.on <= today)
    .at(-1);
  const next = nextLook(on, at);
  if (next > at) await record.enqueueAt(dueTask(departure.id), next, at);
  if (due === undefined) return;
  if (due.as === 'past') {
    await tellDeparture(record, settings, departure.id, at);
    return showDeparturesAt(record, [departure.organization], at);
  }
  const { standing } = await othersThere(record, departure, at);
  if (standing.length === 0) await tellDeparture(record, settings, departure.id, at, `${due.as}:${on}`);
}
