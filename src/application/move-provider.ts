import { roleById } from '#content/catalogue.ts';
import { beginOf, dayOf } from '#domain/day.ts';
import { withdraw } from '#domain/decide.ts';
import type { ItemId, RequestId } from '#domain/item.ts';
import { type OrganizationKey, organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { type Answer, no, yes } from '#domain/refusal.ts';
import type { Deps } from './deps.ts';
import { eachItem } from './follow-request.ts';
import type { KnownPerson, ProviderMove } from './ledger.ts';
import type { Matter } from './matter.ts';
import { type Start, startFrom } from './organizations-of-draft.ts';
import { rerouteAt } from './reroute.ts';

/** A facility that got another CCN from a change of ownership (rules, section 3): nothing carries over. */

const dueTask = (organization: OrganizationKey) =>
  ({ kind: 'due', matter: { about: 'provider-move', organization } }) as const;

/** Notes it: what waits at the old number is held from that day, and its requester can ask at the new one. */
export function noteMove({ ledger, now }: Deps) {
  return (move: ProviderMove): Promise<'noted' | 'before' | 'back'> =>
    ledger.change(async (record) => {
      const at = now();
      const [back] = await record.movesOf([move.became]);
      if (back !== undefined && back.became === move.organization) return 'back';
      if (!(await record.noteMove(move, at))) return 'before';
      const { organization, became, on } = move;
      const data = { organization, became, on };
      await record.record({ kind: 'provider-moved', platform: 'command-line', data }, at);
      if (on <= dayOf(at, null)) await rerouteAt(record, [organization], at);
      else await record.enqueueAt(dueTask(organization), beginOf(on), at);
      return 'noted';
    });
}

/** The day has come: what waits there is held. */
export function moveOnItsDay({ ledger, now }: Deps) {
  return ({ organization }: Extract<Matter, { about: 'provider-move' }>): Promise<void> =>
    ledger.change((record) => rerouteAt(record, [organization], now()));
}

/** "Move it": withdraws her items at the old number. @returns the form to begin with at the new one */
export function moveItems({ ledger, now }: Deps) {
  return (person: KnownPerson, requestId: RequestId, itemIds: readonly ItemId[]): Promise<Answer<Start>> =>
    ledger.change(async (record): Promise<Answer<Start>> => {
      const at = now();
      const request = await record.request(requestId);
      const places = (request?.items ?? []).map(({ organization }) => organizationKey(organization));
      const moves = new Map((await record.movesOf(places)).map((move) => [move.organization, move]));
      const moved: string[] = [];
      const answer = await eachItem(
        record,
        person,
        requestId,
        at,
        async ({ requesterId }, item) => {
          const move = moves.get(organizationKey(item.organization));
          if (requesterId !== person.personId) return no('not-your-request');
          if (move === undefined || item.state.status !== 'held' || request === null) return no('nothing-to-move');
          const next = withdraw(item, request, person.personId, at);
          if (!next.ok) return next;
          if (!(await record.moveItem(item.id, item.state, next.value))) return no('nothing-to-move');
          const { personId: actorId, identity } = person;
          await record.record(
            {
              kind: 'item-withdrawn',
              requestId,
              itemId: item.id,
              actorId,
              platform: identity.platform,
              data: { because: 'provider-moved' },
            },
            at,
          );
          moved.push(move.became);
          return yes(null);
        },
        { itemIds, deed: 'move-to' },
      );
      if (!answer.ok || request === null) return answer.ok ? no('request-unknown') : answer;
      const ccns = moved.flatMap((key) => {
        const organization = parseOrganizationKey(key);
        return organization?.kind === 'provider' ? [organization.ccn] : [];
      });
      return yes({ ...startFrom(request, [], roleById(request.roleId).id), ccns, kept: ccns });
    });
}
