import {
  type DecisionWeek,
  type DeliveryOverview,
  type QuestionOverview,
  type ThinOverview,
  undecidedStatuses,
  type WaitingOverview,
} from '#application/overview.ts';
import * as say from '#copy/operator-page.ts';
import { type Html, html, nothing } from './html.ts';
import { type Cell, number, table } from './table.ts';

/** The parts of the operator's page. Each chart is drawn from the table that stands under it. */

const age = (ms: number | null): Cell => (ms === null ? { words: '–', by: -1 } : { words: say.lasting(ms), by: ms });

/** A week that has just begun says little by its first decisions. */
const enoughDecisions = 5;

/** The few numbers that say whether it is well, each leading to its part. */
export function glanceSection({ waiting, weeks, thin, questions, deliveries }: Numbers, now: number): Html {
  const decided = weeks.filter(({ medianMs }) => medianMs !== null);
  const week = decided.findLast(({ decisions }) => decisions >= enoughDecisions) ?? decided.at(-1);
  const oldestAt = waiting.places[0]?.oldestAt ?? null;
  const lasting = (ms: number | null) => (ms === null ? say.glance.nothing : say.lasting(ms));
  const facts: [string, string, string | number][] = [
    ['waiting', say.glance.undecided, countUndecided(waiting)],
    ['waiting', say.glance.oldest, lasting(oldestAt === null ? null : now - oldestAt)],
    ['decisions', say.glance.median, lasting(week?.medianMs ?? null)],
    ['thin', say.glance.noPso, thin.none],
    ['questions', say.glance.questions, questions.open],
    ['deliveries', say.glance.dead, deliveries.ways.reduce((sum, { dead }) => sum + dead, 0)],
  ];
  const shown = facts.map(
    ([to, words, value]) => html`<div><dt><a href="#${to}">${words}</a></dt><dd>${value}</dd></div>`,
  );
  return section('glance', say.glance.heading, html`<dl class="facts">${shown}</dl>`);
}

interface Numbers {
  waiting: WaitingOverview;
  weeks: readonly DecisionWeek[];
  thin: ThinOverview;
  questions: QuestionOverview;
  deliveries: DeliveryOverview;
}

const countUndecided = ({ ages }: WaitingOverview): number =>
  ages.reduce((sum, { counts }) => sum + counts.pending + counts.held + counts.outside, 0);

export function waitingSection(overview: WaitingOverview, now: number): Html {
  const { ages, places, more } = overview;
  const all = countUndecided(overview);
  if (all === 0) return section('waiting', say.waiting.heading, html`<p>${say.waiting.none}</p>`);
  const statuses = undecidedStatuses.map((status) => ({ head: say.undecided[status], number: true }));
  const byAge = table({
    name: say.waiting.ages,
    id: 'waiting-by-age',
    columns: [{ head: say.waiting.age }, ...statuses, { head: say.waiting.all, number: true }],
    rows: ages.map(({ underDays, counts }, index) => {
      const from = ages[index - 1]?.underDays ?? 0;
      const { pending, held, outside } = counts;
      return [
        { words: say.ageGroup(from, underDays), by: from },
        number(pending),
        number(held),
        number(outside),
        number(pending + held + outside),
      ];
    }),
  });
  const byPlace = table({
    name: say.waiting.places,
    columns: [{ head: say.waiting.place }, ...statuses, { head: say.waiting.oldest, number: true }],
    rows: places.map(({ organization, name, detail, counts, oldestAt }) => [
      [say.placeOf(organization, name), detail].filter((part) => part !== null && part !== '').join(', '),
      ...undecidedStatuses.map((status) => number(counts[status])),
      age(now - oldestAt),
    ]),
  });
  return section(
    'waiting',
    say.waiting.heading,
    html`${chart('waiting-by-age', say.waiting.chart(all))}${byAge}${byPlace}${rest(more, say.waiting.more)}`,
  );
}

export function weeksSection(weeks: readonly DecisionWeek[]): Html {
  if (weeks.every(({ decisions }) => decisions === 0))
    return section('decisions', say.decisions.heading, html`<p>${say.decisions.none}</p>`);
  const rows = table({
    name: say.decisions.table,
    id: 'time-to-decision',
    columns: [
      { head: say.decisions.week },
      { head: say.decisions.number, number: true },
      { head: say.decisions.median, number: true },
      { head: say.decisions.p90, number: true },
    ],
    rows: weeks.map(({ beginsAt, decisions, medianMs, p90Ms }) => [
      say.day(beginsAt),
      number(decisions),
      age(medianMs),
      age(p90Ms),
    ]),
    titled: false,
  });
  return section(
    'decisions',
    say.decisions.heading,
    html`<p>${say.decisions.about}</p>${chart('time-to-decision', say.decisions.chart(weeks.length))}<details><summary>${say.decisions.table}</summary>${rows}</details>`,
  );
}

/** @param names of facilities, by CCN */
export function thinSection(
  { none, one, facilities }: ThinOverview,
  names: ReadonlyMap<string, { name: string }>,
): Html {
  if (none + one === 0) return section('thin', say.thin.heading, html`<p>${say.thin.empty}</p>`);
  const rows = table({
    name: say.thin.table,
    columns: [
      { head: say.thin.facility },
      { head: say.thin.psos, number: true },
      { head: say.thin.waits, number: true },
    ],
    rows: facilities.map(({ ccn, officials, waiting }) => [
      say.placeOf(`ccn:${ccn}`, names.get(ccn)?.name ?? null),
      number(officials),
      number(waiting),
    ]),
  });
  return section(
    'thin',
    say.thin.heading,
    html`<dl class="facts"><div><dt>${say.thin.none}</dt><dd>${none}</dd></div><div><dt>${say.thin.one}</dt><dd>${one}</dd></div></dl>${rows}${rest(none + one - facilities.length, say.thin.more)}`,
  );
}

export function questionsSection({ open, newest }: QuestionOverview): Html {
  if (newest.length === 0) return section('questions', say.questions.heading, html`<p>${say.questions.empty}</p>`);
  const rows = table({
    name: say.questions.heading,
    titled: false,
    columns: [
      { head: say.questions.question },
      { head: say.questions.when },
      { head: say.questions.outcome },
      { head: say.questions.missing },
      { head: say.questions.nearest },
      { head: say.questions.id },
    ],
    rows: newest.map(({ id, at, text, note, answered }) => [
      text ?? say.questions.erased,
      { words: say.moment(at), by: at },
      say.questionOutcomes[answered.outcome],
      note ?? '',
      answered.nearest.join(', '),
      id,
    ]),
  });
  return section('questions', say.questions.heading, html`${rows}${rest(open - newest.length, say.questions.more)}`);
}

export function deliveriesSection({ ways, oldestDueMs, dead }: DeliveryOverview): Html {
  if (ways.length === 0) return section('deliveries', say.deliveries.heading, html`<p>${say.deliveries.nothing}</p>`);
  const byWay = table({
    name: say.deliveries.ways,
    columns: [
      { head: say.deliveries.way },
      { head: say.deliveries.done, number: true },
      { head: say.deliveries.due, number: true },
      { head: say.deliveries.dead, number: true },
    ],
    rows: ways.map((way) => [
      say.wayNames[way.platform] ?? way.platform,
      number(way.doneLately),
      number(way.due),
      number(way.dead),
    ]),
  });
  const given = table({
    name: say.deliveries.given,
    columns: [
      { head: say.deliveries.kind },
      { head: say.deliveries.way },
      { head: say.deliveries.why },
      { head: say.deliveries.when },
      { head: say.deliveries.request },
      { head: say.deliveries.id },
    ],
    rows: dead.map(({ id, kind, platform, error, deadAt, requestId }) => [
      kind,
      say.wayNames[platform] ?? platform,
      error ?? '',
      { words: say.moment(deadAt), by: deadAt },
      requestId ?? '',
      id,
    ]),
  });
  const late = oldestDueMs > 60_000 ? html`<p>${say.deliveries.late(oldestDueMs)}</p>` : nothing;
  return section(
    'deliveries',
    say.deliveries.heading,
    html`${byWay}${late}${dead.length === 0 ? html`<p>${say.deliveries.noneDead}</p>` : html`${given}<p>${say.deliveries.again}</p>`}`,
  );
}

const section = (id: string, heading: string, inside: Html): Html =>
  html`<section class="part" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${inside}</section>`;

/** Drawn by a script; without it, the table is there all the same. */
const chart = (of: string, words: string): Html =>
  html`<div class="chart" hidden><canvas data-of="${of}" role="img" aria-label="${words}"></canvas></div>`;

const rest = (n: number, words: (n: number) => string): Html => (n > 0 ? html`<p>${words(n)}</p>` : nothing);
