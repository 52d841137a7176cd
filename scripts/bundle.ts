import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

/** Makes the server one program of a few files: what takes long in a start is to find, read and link a thousand modules. */

const root = join(import.meta.dirname, '..');

const { note } = (await import(join(root, 'scripts/fits.mjs'))) as {
  note(folder: string, root: string, files: readonly string[]): void;
};

/** Packages of many small modules, and ours alone. The others stay where they are, as their makers tested them. */
const inlined = ['kysely', 'zod', 'keyv', 'hookified'];

/**
 * Writes the server to a folder, with a note of what it was made from: `scripts/start.mjs` takes it only while all of that is
 * as it was.
 */
export async function bundle(folder: string): Promise<void> {
  const read = new Set<string>();
  const made = await rolldown({
    input: join(root, 'src/main.ts'),
    cwd: root,
    platform: 'node',
    transform: { target: 'node24' },
    plugins: [{ name: 'places', resolveId: leaveOut, load: (id) => void read.add(id), transform: keepPlaces(folder) }],
    external: (id, _from, isResolved) => !isResolved && /^[a-z@]/.test(id) && !inlined.some((name) => isOf(id, name)),
  });
  await made.write({ dir: folder, format: 'esm', cleanDir: true });
  const ours = [...read].filter((id) => existsSync(id)).map((id) => relative(root, id));
  const sources = ours.filter((path) => !path.includes('node_modules/'));
  const files = [...sources, 'package.json', ...inlined.map((name) => `node_modules/${name}/package.json`)].toSorted();
  note(folder, root, files);
}

const isOf = (id: string, name: string): boolean => id === name || id.startsWith(`${name}/`);

/** An image has no rehearsal: what is not there is not looked for before it is asked for. */
function leaveOut(id: string, from: string | undefined) {
  if (from === undefined || !id.startsWith('./')) return null;
  return existsSync(join(dirname(from), id)) ? null : { id, external: true };
}

/** Files that code finds beside itself stay beside its source. */
function keepPlaces(folder: string) {
  return (code: string, id: string) => {
    if (!id.startsWith(join(root, 'src'))) return null;
    const place = `(import.meta.dirname + ${JSON.stringify(`/${relative(folder, dirname(id))}`)})`;
    // For a browser's sake rolldown takes templates that hold the end of a script apart, with a package that is not there.
    return code.replaceAll('import.meta.dirname', place).replaceAll('</script', '<\\/script');
  };
}
