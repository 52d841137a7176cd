import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importProviderFile } from '#storage/provider-import.ts';
import { emptyRecord } from '#test/storage/record.ts';

/** The real list that the rehearsal brings with it. */
export const realList = (name: string) => resolve(import.meta.dirname, '../../src/rehearsal/lists', name);

/** An empty record with a folder to write lists into. */
export async function importDesk() {
  const record = await emptyRecord();
  return {
    ...record,
    /** Writes a file into the folder of this record. */
    write(name: string, content: string | Buffer): string {
      const path = join(record.folder, name);
      writeFileSync(path, content);
      return path;
    },
    /** Imports a file; `skipped` are the lines that were not used. */
    async take(path: string) {
      const lines: string[] = [];
      const imported = await importProviderFile(record.db, path, {
        now: 1,
        onSkipped: (line, reason) => lines.push(`${line}: ${reason}`),
      });
      return { ...imported, lines };
    },
    /** What people could find: all facilities of the active lists, and every table's size. */
    async state() {
      const rows = await record.db
        .selectFrom('provider')
        .innerJoin('provider_list', 'provider_list.id', 'provider.list_id')
        .where('active', '=', 1)
        .selectAll('provider')
        .orderBy('ccn')
        .execute();
      const count = async (table: 'provider' | 'provider_index' | 'provider_list') => {
        const { n } = await record.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return Number(n);
      };
      return {
        rows,
        sizes: [await count('provider_list'), await count('provider'), await count('provider_index')] as const,
      };
    },
  };
}

export type ImportDesk = Awaited<ReturnType<typeof importDesk>>;

export const mergedHeader = 'ccn,type,name,address,city,state,zip,phone,as_of';

/** A merged list with these lines. */
export const merged = (...lines: string[]) => [mergedHeader, ...lines, ''].join('\n');

export const bloomfield = '165326,NH,BLOOMFIELD CARE CENTER,800 NORTH DAVIS,BLOOMFIELD,IA,52537,,synthea-2018-02';
export const decorah = '165178,NH,AASE HAUGEN HOME,FOUR OHIO STREET,DECORAH,IA,52101,,synthea-2018-02';

/** A packed file that breaks off in the middle. */
export const halfOf = (text: string) => {
  const packed = gzipSync(text);
  return packed.subarray(0, Math.floor(packed.length / 2));
};
