import { placeLabel } from './words.ts';

/** The words of `officials thin`. */
export const thin = {
  columns: ['ccn', 'facility', 'psos', 'pso_name', 'pso_email', 'waiting'],
  line: (ccn: string, name: string | null, official: { name: string; email: string } | null, waiting: number): string =>
    `${placeLabel({ kind: 'provider', ccn }, name)}: ${official === null ? 'no PSO' : `one PSO, ${official.name} <${official.email}>`}${waiting === 0 ? '' : `; ${waiting} undecided`}`,
  none: 'Every facility that is known here has two PSOs.',
} as const;
