import { existsSync, globSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the packages of production take on the disk, against what bare @slack/bolt needs, by the lock file. */

const root = join(import.meta.dirname, '..');

interface Locked {
  dev?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Packages and megabytes: all that `npm ci --omit=dev` installs here, and of that what Bolt needs, and Bolt with teams-ai. */
export function installedSizes(): { what: string; packages: number; mb: number }[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const production = Object.keys(packages).filter((path) => path !== '' && packages[path]?.dev !== true);
  return [
    { what: 'all of production', ...sizeOf(production) },
    { what: '@slack/bolt alone', ...sizeOf(neededBy(packages, ['@slack/bolt'])) },
    {
      what: '@slack/bolt and @microsoft/teams-ai alone',
      ...sizeOf(neededBy(packages, ['@slack/bolt', '@microsoft/teams-ai'])),
    },
  ];
}

/** The folders of packages and of all that they need, in turn. */
function neededBy(packages: Record<string, Locked>, names: readonly string[]): string[] {
  const found = new Set<string>();
  const waiting = names.map((name) => `node_modules/${name}`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(packages, path, name);
      if (place !== null) waiting.push(place);
    }
  }
  return [...found];
}

/** Where a package finds another: beside itself, or further up. */
function placeOf(packages: Record<string, Locked>, from: string, name: string): string | null {
  for (let base = from; ; base = base.slice(0, base.lastIndexOf('/node_modules/'))) {
    const place = `${base}/node_modules/${name}`;
    if (place in packages) return place;
    if (!base.includes('/node_modules/')) break;
  }
  const place = `node_modules/${name}`;
  return place in packages ? place : null;
}

function sizeOf(paths: readonly string[]): { packages: number; mb: number } {
  const there = paths.filter((path) => existsSync(join(root, path)));
  let bytes = 0;
  for (const path of there) {
    const folder = join(root, path);
    // Packages inside a package are counted as their own.
    for (const file of globSync('**', { cwd: folder, exclude: ['node_modules/**'] })) {
      const about = lstatSync(join(folder, file));
      if (about.isFile()) bytes += about.size;
    }
  }
  return { packages: there.length, mb: Math.round(bytes / 1e6) };
}
