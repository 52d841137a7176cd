import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#storage/database.ts';
import { runNode } from '#test/cli/process.ts';
import { homes } from './crowd.ts';
import { crashAt, type Killed } from './points.ts';
import { actUntil, type World } from './world.ts';

/**
 * A list is imported beside the server, with clicks under way, and the import is killed. The old list stands until the import is done again, and then the new one, whole and once.
 */
export async function killImport(world: World, list: typeof ofFacilities): Promise<Killed> {
  const round = world.kills.length;
  const server = await world.start();
  const acting = actUntil(world, server, 8);
  const { met, halves } = await list(world, round);
  const people = await acting;
  await server.kill();
  world.kills.push(Date.now());
  await people.stop();
  return { met, halves };
}

/** Facilities that nobody asks for; a hundred go in at a time. */
const more = 450;

/** Of facilities: none of the new list is seen before it is whole. */
export async function ofFacilities(world: World, round: number): Promise<Killed> {
  const { beside, folder } = world;
  const file = join(folder, 'facilities.csv');
  const known = readFileSync(join(import.meta.dirname, '../slack/facilities.csv'), 'utf8').trimEnd();
  const others = Array.from(
    { length: more },
    (_, n) => `${700_000 + n},NH,HOME ${n} OF ROUND ${round},1 ROAD,TOWN,IA,50211,,`,
  );
  writeFileSync(file, `${[known, ...others].join('\n')}\n`);
  const before = await activeRows(beside.db);
  const nth = 1 + Math.floor(world.chance() * (more / 100));
  const met = await dies(world, ['providers', 'import', file], nth);
  const halves = same(await activeRows(beside.db), before) ? [] : ['a list changed though its import was killed'];
  const again = await runNode(['src/cli.ts', 'providers', 'import', file], world.variables, folder);
  if (again.code !== 0) halves.push(`the import could not be done again: ${again.err}`);
  const lists = await beside.db.selectFrom('provider_list').select(['active', 'rows']).execute();
  const rows = await activeRows(beside.db);
  if (lists.length !== 1 || lists[0]?.rows !== rows.length || rows.length !== before.length - earlier(before) + more)
    halves.push('the new list is not whole, or not alone');
  const strays = await beside.db.selectFrom('provider').select('ccn').execute();
  if (strays.length !== rows.length) halves.push('rows of a killed import are left');
  return { met, halves };
}

/** How many of the rows an earlier round brought. */
const earlier = (rows: readonly string[]): number => rows.filter((row) => row.includes(' OF ROUND ')).length;

/** Of officials: each of them is there or not, never twice. */
export async function ofOfficials(world: World, round: number): Promise<Killed> {
  const { beside, folder } = world;
  const file = join(folder, 'officials.csv');
  const emails = homes.flatMap((ccn) => [1, 2].map((n) => ({ ccn, email: `more${round}-${n}@valley-care.example` })));
  const lines = emails.map(({ ccn, email }) => `${email},More,Provider Security Official,ccn:${ccn}`);
  writeFileSync(file, `${['email,name,role,organization', ...lines].join('\n')}\n`);
  const command = ['officials', 'import', file, '--yes'];
  const met = await dies(world, command, 1 + Math.floor(world.chance() * lines.length));
  const again = await runNode(['src/cli.ts', ...command], world.variables, folder);
  const halves = again.code === 0 ? [] : [`the import could not be done again: ${again.err}`];
  const grants = await beside.db
    .selectFrom('role_grant')
    .select(['email', 'organization'])
    .where('email', 'in', [...new Set(emails.map(({ email }) => email))])
    .execute();
  const each = new Set(grants.map(({ email, organization }) => `${email} ${organization}`));
  if (grants.length !== lines.length || each.size !== lines.length)
    halves.push('officials are missing, or there twice');
  return { met, halves };
}

/** @returns whether the command died there */
async function dies({ variables, folder, kills }: World, command: readonly string[], nth: number): Promise<boolean> {
  const { err } = await runNode(['src/cli.ts', ...command], { ...variables, ...crashAt('during-import', nth) }, folder);
  kills.push(Date.now());
  return err.includes('crashed at during-import');
}

async function activeRows(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('provider')
    .innerJoin('provider_list', 'provider_list.id', 'provider.list_id')
    .select(['ccn', 'provider.name'])
    .where('active', '=', 1)
    .orderBy('ccn')
    .execute();
  return rows.map(({ ccn, name }) => `${ccn} ${name}`);
}

const same = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') === other.join('\n');
