import { setTimeout as pause } from 'node:timers/promises';
import type {
  JsonObject,
  Member,
  Screen,
  ShownMessage,
  Workspace,
  WorkspacePerson,
} from '#rehearsal/slack/contract.ts';

/** People who ask and decide, each as fast as the answers come, and who remember what was acknowledged to them. */

export const homes = ['165326', '165178', '165199', '165299', '165399'];
const roles = [
  'assessment-submitter',
  'provider-administrator',
  'provider-assessment-coordinator',
  'provider-assessment-viewer',
];
export const officialIds = ['U0OFFA', 'U0OFFB', 'U0OFFC', 'U0OFFD'];
export const emailOf = (id: string): string => `${id.toLowerCase()}@valley-care.example`;
const person = (id: string): WorkspacePerson => ({
  id,
  name: `Person ${id}`,
  email: emailOf(id),
  emailConfirmed: true,
});

interface Wish {
  userId: string;
  role: string;
  ccn: string;
}
interface Decision {
  userId: string;
  requestId: string;
}

/** What people were told is done. */
export interface Acknowledged {
  submits: Wish[];
  decisions: Decision[];
}

export interface Crowd {
  people: WorkspacePerson[];
  acknowledged: Acknowledged;
  /** What each requester still wants. */
  wishes: Map<string, Wish[]>;
  /** Answers that said no: the record could not be written just now. */
  refused: number;
  /** Forms that stood a step earlier than their person had left them, or were gone. */
  setBack: number;
  /** What nobody should be told. */
  complaints: string[];
  /** What is between two presses of one person. */
  paceMs: number;
}

/** @param requesters how many there are; each wants twenty roles */
export function crowdOf(requesters: number, paceMs = 0): Crowd {
  const ids = Array.from({ length: requesters }, (_, n) => `U0ASK${n + 1}`);
  const wishesOf = (userId: string) => roles.flatMap((role) => homes.map((ccn) => ({ userId, role, ccn })));
  return {
    people: [...ids, ...officialIds].map(person),
    acknowledged: { submits: [], decisions: [] },
    wishes: new Map(ids.map((userId) => [userId, wishesOf(userId)])),
    refused: 0,
    setBack: 0,
    complaints: [],
    paceMs,
  };
}

/** So many ask at once. */
const askers = 8;

/**
 * Lets people act until `stop`. The others of the crowd rest.
 * @param answered hears of each acknowledgement
 */
export function act(
  workspace: Workspace,
  crowd: Crowd,
  chance: () => number,
  answered: () => void,
): { stop(): Promise<void> } {
  const life = { over: false };
  const wanting = [...crowd.wishes].filter(([, open]) => open.length > 0);
  const first = Math.floor(chance() * wanting.length);
  const asking = Array.from({ length: Math.min(askers, wanting.length) }, (_, n) => {
    const [userId, open] = wanting[(first + n) % wanting.length] as [string, Wish[]];
    return ask(workspace.as(userId), open, crowd, life, answered);
  });
  const deciding = officialIds.map((userId) => decide(workspace.as(userId), crowd, life, chance, answered));
  const ended = Promise.all([...asking, ...deciding]);
  return {
    async stop() {
      life.over = true;
      await ended;
      await workspace.settled();
    },
  };
}

/** One person asks for one role at one home after the other; what was not acknowledged is asked for again. */
async function ask(
  member: Member,
  open: Wish[],
  crowd: Crowd,
  life: { over: boolean },
  answered: () => void,
): Promise<void> {
  for (let wish = open[0]; wish !== undefined && !life.over; wish = open[0]) {
    await rest(crowd);
    const failed = member.screen().modals.length === 0 && (await member.command('')).status !== 200;
    if (failed) await noAnswer(crowd);
    if (member.screen().modals.length === 0) continue;
    const form = JSON.stringify(member.screen().modals.at(-1)?.view ?? {});
    const has = (id: string) => form.includes(`"action_id":"${id}"`);
    if (has('category')) await member.fill('category', 'provider');
    else if (has('role')) await member.fill('role', wish.role);
    else if (has('pasted')) await member.fill('pasted', wish.ccn);
    else if (has('harp')) await member.fill('harp', ['yes']);
    else {
      await member.close();
      continue;
    }
    await rest(crowd);
    const { status, body } = await member.submit();
    const said = JSON.stringify(body);
    if (status !== 200 || isNotSaved(said)) {
      if (/no longer there|Choose a role first/.test(said)) {
        crowd.setBack += 1;
        await member.close();
      } else crowd.refused += status === 200 ? 1 : 0;
      await noAnswer(crowd);
    } else if (has('harp') && /Step \d of \d/.test(said)) {
      crowd.setBack += 1;
    } else if (has('harp')) {
      // Officials may have answered before she could press again.
      if (!/Sent to|sent already/.test(said)) crowd.complaints.push(`a submit was refused: ${said}`);
      open.shift();
      crowd.acknowledged.submits.push(wish);
      answered();
      await member.close();
    }
  }
}

/** One official decides whatever cards she has; mostly yes, sometimes no. */
async function decide(
  member: Member,
  crowd: Crowd,
  life: { over: boolean },
  chance: () => number,
  answered: () => void,
): Promise<void> {
  const tried = new Set<string>();
  const acknowledged = (requestId: string) => {
    crowd.acknowledged.decisions.push({ userId: member.person.id, requestId });
    answered();
  };
  while (!life.over) {
    const card = openCards(member.screen()).find(({ requestId }) => !tried.has(requestId));
    if (card === undefined) {
      await changeOf(member, life);
      continue;
    }
    await rest(crowd);
    tried.add(card.requestId);
    const { message, value, requestId } = card;
    const rejects = chance() < 0.25;
    const place = { surface: 'message', ts: message.ts, actionId: rejects ? 'reject' : 'approve', value } as const;
    // The card may have changed since it was read: then there is nothing to press.
    const pressed = await member.press(place).catch(() => null);
    if (pressed === null) continue;
    if (pressed.status !== 200) {
      crowd.refused += pressed.status === 503 ? 1 : 0;
      tried.delete(requestId);
      await noAnswer(crowd);
    } else if (!rejects) acknowledged(requestId);
    else if (member.screen().modals.length > 0) {
      await member.fill('reason', 'not-needed');
      await rest(crowd);
      const { status, body } = await member.submit();
      if (status === 200 && !isNotSaved(JSON.stringify(body))) acknowledged(requestId);
      else tried.delete(requestId);
      while (member.screen().modals.length > 0) await member.close();
    }
  }
}

const rest = ({ paceMs }: Crowd) => (paceMs > 0 ? pause(paceMs) : undefined);

/** Nobody answered: a person looks at it for a moment before she tries again. */
const noAnswer = ({ paceMs }: Crowd) => pause(Math.max(paceMs, 20));

const isNotSaved = (said: string): boolean => /could not save|"response_action":"errors"/.test(said);

/** The messages that offer Approve, with what the button carries. */
export function openCards({
  messages,
}: Pick<Screen, 'messages'>): { message: ShownMessage; value: string; requestId: string }[] {
  return messages.flatMap((message) =>
    message.blocks
      .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
      .flatMap((element) => {
        const { action_id, value } = element as JsonObject;
        return action_id === 'approve' && typeof value === 'string'
          ? [{ message, value, requestId: value.slice(0, value.indexOf('|')) }]
          : [];
      }),
  );
}

/** Resolves at the next change of a person's screen, or when the round is over. */
async function changeOf(member: Member, life: { over: boolean }): Promise<void> {
  const changed = Promise.withResolvers<void>();
  const stop = member.onChange(changed.resolve);
  const round = setInterval(() => life.over && changed.resolve(), 10);
  await changed.promise;
  clearInterval(round);
  stop();
}
