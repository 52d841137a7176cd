import type { App } from '@slack/bolt';
import { nameOfficial, officialNameMax } from '#application/name-official.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { openUnknownPlace, type PlaceOfDraft, startOfficial, type UnknownPlace } from '#application/unknown-place.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import { namingForm, passedOnForm, wayForm } from '#views/not-known.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import { openRequest } from './click-listeners.ts';
import type { SlackContext } from './context.ts';
import { parseView } from './parse.ts';
import { renderModal } from './render.ts';

/** The four ways on where no security official is known: their buttons, and the form of "I know who". */
export function listenToNotKnown(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  for (const way of ['all', 'look', 'none', 'unsure'] as const)
    click(`way-${way}`, (made) => lead(context, made, async (place) => shownIn(made, wayForm(way, shownPlace(place)))));
  click('way-know', (made) =>
    lead(context, made, async (place) => shownIn(made, namingForm(shownPlace(place), officialNameMax))),
  );
  click('way-official', (made) =>
    lead(context, made, async (place) => {
      const after = await openRequest(context, made.person, startOfficial(place));
      return 'open' in after && after.open !== null ? { replace: after.open } : after;
    }),
  );
  listenToNaming(app, context);
}

/** Where a way leads, for a place of a draft of the person who pressed. */
async function lead(
  { deps }: SlackContext,
  { person, value }: Click,
  to: (place: UnknownPlace) => Promise<After>,
): Promise<After> {
  const at = parsePlace(value);
  const place = at === null ? null : await openUnknownPlace(deps)(person, at);
  if (place === null) return refuse('draft-unknown');
  return place.ok ? to(place.value) : refuse(place.refusal);
}

/** From one way to another in the same dialog: there are never more than two on top of each other. */
const shownIn = ({ dialog }: Click, form: Form): After =>
  dialog?.memo.place === undefined ? { open: form } : { replace: form };

const shownPlace = ({ draft, organization, placeName, officialRole }: UnknownPlace) => ({
  draftId: draft.id,
  environment: draft.environment,
  organization,
  placeName,
  officialRole,
});

/** A place out of a button or a memo: `DRAFT|ORGANIZATION`. Whose it is, is looked up. */
function parsePlace(value: string): PlaceOfDraft | null {
  const [, draftId, organization] = /^([A-Za-z0-9_-]{8,40})\|(.{3,130})$/.exec(value) ?? [];
  return draftId === undefined || organization === undefined ? null : { draftId, organization };
}

function listenToNaming(app: App, { accounts, deps, log, unavailable }: SlackContext): void {
  app.view({ callback_id: 'name-official', type: 'view_submission' }, async ({ ack, body, view }) => {
    const wrong = (text: string, field = 'official-name') =>
      ack({ response_action: 'errors', errors: { [field]: text } });
    const parsed = parseView(view);
    const at = parsed === null ? null : parsePlace(parsed.memo.place ?? '');
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong(refusals['account-unknown']);
      if (parsed === null || at === null) {
        await noteRefusal(deps)(person, 'draft-unknown', 'name-official');
        return await wrong(refusals['draft-unknown']);
      }
      const { typed } = parsed;
      const named = { name: typed.words('official-name') ?? '', email: typed.words('official-email') ?? '' };
      const answer = await nameOfficial(deps)(person, at, named);
      if (answer.ok) return await ack({ response_action: 'update', view: renderModal(passedOnForm()) as never });
      log.info({ refusal: answer.refusal }, 'a named official was refused');
      return await wrong(refusals[answer.refusal], fieldOf(answer.refusal));
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
}

const fieldOf = (refusal: Refusal): string =>
  refusal === 'email-malformed' || refusal === 'own-address' ? 'official-email' : 'official-name';
