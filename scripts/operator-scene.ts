import { noAnswers } from '#domain/answers.ts';
import type { ItemState } from '#domain/item.ts';
import type { RunningBot } from '../src/app.ts';
import { insertQuestion } from '../src/storage/questions.ts';
import { insertRequest } from '../src/storage/requests.ts';

/** Half a year of made-up requests in the record of a rehearsal, for the picture of the operator's page. */
export async function operatorScene({ database: { db }, deps }: RunningBot): Promise<void> {
  const now = deps.now();
  const dayMs = 24 * 60 * 60 * 1000;
  const places = [
    ['ccn:165326', 'BLOOMFIELD CARE CENTER', 'Bloomfield, IA'],
    ['ccn:165178', 'AASE HAUGEN HOME', 'Decorah, IA'],
    ['ccn:165199', 'CRESTON SPECIALTY CARE', 'Creston, IA'],
    ['ccn:165299', 'CRESTVIEW ACRES', 'Marion, IA'],
    ['state:IA', null, null],
  ] as const;
  const requesterId = 'made-up';
  await db.insertInto('person').values({ id: requesterId, created_at: now, joined_into: null }).execute();
  await db.transaction().execute(async (tx) => {
    for (let n = 0; n < 420; n += 1) {
      // The same numbers at each run, spread as if by chance.
      const chance = (n * 7_919) % 1_000;
      const [organization, name, detail] = places[chance % places.length] ?? places[0];
      const submittedAt = now - Math.floor((n / 420) * 178 * dayMs) - chance * 60_000;
      const tookMs = (0.1 + (chance % 97) / 26 + (n / 420) * 2.5 + (chance % 11 === 0 ? 3 : 0)) * dayMs;
      const at = submittedAt + tookMs;
      await insertRequest(tx, {
        id: `made-up-${n}`,
        draftId: `made-up-${n}`,
        requesterId,
        roleId: 'assessment-submitter',
        environment: 'production',
        submittedAt,
        legalName: null,
        answers: noAnswers,
        previousId: null,
        items: [{ organization, place: { name, detail }, state: stateOf(n, submittedAt, at < now ? at : null) }],
      });
    }
    for (const [index, text] of ['Who signs the CMS-855 form?', 'Can a temp agency get a role?'].entries()) {
      const answered = {
        outcome: 'unknown',
        nearest: ['pso-who-can-be', 'vendor-submits'],
        text: '',
        article: null,
      } as const;
      const whole = { ...answered, suggestions: [], sources: [], actions: [], related: [], keep: true };
      await insertQuestion(tx, {
        id: `made-up-${index}`,
        at: now - (index + 1) * dayMs,
        personId: requesterId,
        text,
        answered: whole,
      });
    }
  });
}

function stateOf(n: number, since: number, at: number | null): ItemState {
  if (n % 61 === 7) return { status: 'outside', reason: 'first-official' };
  if (n % 53 === 5) return { status: 'held', since };
  if (at === null || n % 29 === 3) return { status: 'pending', since };
  return { status: 'active', by: 'joan', at, doneBy: 'joan', doneAt: at };
}
