import type { ShownRole } from '#domain/shown.ts';
import { trainingFirst } from './card.ts';
import { bold, type Text } from './text.ts';
import { list, placeLabel } from './words.ts';

/** A role as My Profile names it: "Contract Surveyor - Alabama" (004:403), elsewhere with its place. */
export function roleDisplay({
  role,
  organization,
  placeName,
  environment,
}: Pick<ShownRole, 'role' | 'organization' | 'placeName' | 'environment'>): string {
  const between = organization.kind === 'state' ? ' - ' : ' at ';
  return trainingFirst(environment, `${role.label}${between}${placeLabel(organization, placeName)}`);
}

/** So many places of one role are named in a row. */
export const placesByName = 10;

/** The same role at several places of one kind. */
export function rolesDisplay(row: readonly ShownRole[]): Text {
  const [first] = row;
  if (first === undefined) return [];
  const places = list(
    row.map(({ organization, placeName }) => placeLabel(organization, placeName)),
    placesByName,
  );
  const between = first.organization.kind === 'state' ? ' - ' : ' at ';
  return [
    bold(trainingFirst(first.environment, first.role.label)),
    `${between}${places}`,
    ...(first.unconfirmed
      ? [': you said that iQIES approved it. It counts here once the people who run this bot confirm it.']
      : []),
  ];
}
