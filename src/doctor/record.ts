import { list } from '#copy/words.ts';
import { isListed } from '#domain/person.ts';
import { type RecordStanding, readStanding } from '#storage/standing.ts';
import { readThinFacilities } from '#storage/thin-facilities.ts';
import { readUnreachableOfficials } from '#storage/unreachable-officials.ts';
import { openRecord } from '../app.ts';
import type { Config } from '../config.ts';
import { createLog } from '../log.ts';
import { broken, type Finding, look, well } from './finding.ts';

/** A list of facilities older than this is worth another download. */
const oldListMs = 365 * 24 * 60 * 60 * 1000;
const most = 100_000;

/** What the lists and the record say, when there is a record. */
export async function lookAtRecord(config: Config, now: number): Promise<Finding[]> {
  let record: Awaited<ReturnType<typeof openRecord>>;
  try {
    record = await openRecord(config, createLog('silent'));
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    return [
      broken('database', `The record can’t be opened: ${said}`, 'A copy stands in your backups: “restore FILE”.'),
    ];
  }
  try {
    const { db } = record.database;
    const standing = await readStanding(db, now);
    const unreachable = await readUnreachableOfficials(db, most);
    const thin = await readThinFacilities(db);
    return [
      ...listFindings(standing.lists, now),
      ...officialFindings(standing.officialEmails, unreachable.length, config.emailDomains),
      ...withoutOfficial(thin.filter(({ official }) => official === null)),
      ...(standing.unconfirmed > 0
        ? [
            look(
              'officials',
              `${counted(standing.unconfirmed, 'security-official role waits', 'security-official roles wait')} for your confirmation.`,
              'npm run -s cli -- officials unconfirmed',
            ),
          ]
        : []),
      ...messageFindings(standing),
    ];
  } finally {
    await record.close();
  }
}

/** What there is to say before there is a record. */
export const noRecordYet: readonly Finding[] = [...listFindings([], 0), ...officialFindings([], 0, [])];

function listFindings(lists: readonly { layout: string; rows: number; asOf: string }[], now: number): Finding[] {
  if (lists.length === 0)
    return [
      look(
        'lists',
        'There is no list of facilities: people must type every CCN, and no name is shown.',
        'Download the CMS files, then: npm run -s cli -- providers import FILE...',
      ),
    ];
  return lists.map(({ layout, rows, asOf }) => {
    const says = `${rows} facilities (${layout}), as of ${asOf}.`;
    return now - Date.parse(asOf) > oldListMs
      ? look('lists', says, 'It is more than a year old: import a newer one with “providers import”.')
      : well('lists', says);
  });
}

function officialFindings(emails: readonly string[], unreachable: number, domains: readonly string[]): Finding[] {
  if (emails.length === 0)
    return [
      look(
        'officials',
        'No security official is known: nobody can decide in chat, and every request is sent on to iQIES.',
        'npm run -s cli -- officials import officials.csv',
      ),
    ];
  const never = emails.filter((email) => !isListed(email, domains)).length;
  return [
    well('officials', `${counted(emails.length, 'person decides', 'people decide')}.`),
    ...(never > 0
      ? [
          look(
            'officials',
            `${counted(never, 'of them has', 'of them have')} an address whose domain is not on EMAIL_DOMAINS, and can’t decide.`,
            'Add the domain to EMAIL_DOMAINS, or mend the list.',
          ),
        ]
      : []),
    ...(unreachable > 0
      ? [
          look(
            'officials',
            `For ${counted(unreachable, 'role', 'roles')} of theirs no chat reaches the official: what waits there waits unseen.`,
            'npm run -s cli -- officials unreachable',
          ),
        ]
      : [well('officials', 'A chat reaches every one of them.')]),
  ];
}

function withoutOfficial(places: readonly { waiting: number }[]): Finding[] {
  if (places.length === 0) return [];
  const waiting = places.reduce((sum, one) => sum + one.waiting, 0);
  return [
    look(
      'officials',
      `${counted(places.length, 'facility has', 'facilities have')} no PSO here${waiting === 0 ? '' : `, and ${counted(waiting, 'request waits', 'requests wait')} there`}.`,
      'npm run -s cli -- officials thin',
    ),
  ];
}

function messageFindings({ dead, late, openNotices }: RecordStanding): Finding[] {
  const given = dead.reduce((sum, { count }) => sum + count, 0);
  const why = dead.map(({ kind, error, count }) => `${count} ${kind}: ${error}`);
  return [
    ...(given > 0
      ? [
          look(
            'messages',
            `${counted(given, 'message was', 'messages were')} given up (${list(why, 3)}).`,
            dead.some(({ kind, error }) => kind === 'operator' && error === 'channel_not_found')
              ? 'Invite the bot into the channel that OPERATOR_CHANNEL names, then: npm run -s cli -- deliveries --retry'
              : 'npm run -s cli -- deliveries; when the reason is gone: deliveries --retry',
          ),
        ]
      : [well('messages', 'No message was given up.')]),
    ...(late > 0
      ? [
          look(
            'messages',
            `${counted(late, 'message is', 'messages are')} due for more than ten minutes.`,
            'See whether the server runs (above), and what its log says.',
          ),
        ]
      : []),
    ...(openNotices > 0
      ? [
          look(
            'operator',
            `${counted(openNotices, 'notice waits', 'notices wait')} for you.`,
            'npm run -s cli -- notices',
          ),
        ]
      : []),
  ];
}

const counted = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;
