import { nameOfficial, officialNameMax } from '#application/name-official.ts';
import { openUnknownPlace, type PlaceOfDraft, startOfficial, type UnknownPlace } from '#application/unknown-place.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Form } from '#views/elements.ts';
import { namingForm, passedOnForm, wayForm } from '#views/not-known.ts';
import { type After, type Buttons, type Click, type ClickContext, opens, refuse } from './click.ts';
import { openRequest } from './request-buttons.ts';
import { type Forms, wrong, wrongUnrecorded } from './submission.ts';

/** The four ways on where no security official is known. */
export function notKnownButtons(context: ClickContext): Buttons {
  const way = (named: 'all' | 'look' | 'none' | 'unsure') =>
    opens((made) => lead(context, made, async (place) => shownIn(made, wayForm(named, shownPlace(place)))));
  return {
    'way-all': way('all'),
    'way-look': way('look'),
    'way-none': way('none'),
    'way-unsure': way('unsure'),
    'way-know': opens((made) =>
      lead(context, made, async (place) => shownIn(made, namingForm(shownPlace(place), officialNameMax))),
    ),
    'way-official': opens((made) =>
      lead(context, made, async (place) => {
        const after = await openRequest(context, made.person, startOfficial(place));
        return made.dialog !== null && 'open' in after && after.open !== null ? { replace: after.open } : after;
      }),
    ),
  };
}

/** Where a way leads, for a place of a draft of the person who pressed. */
async function lead(
  { deps }: ClickContext,
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

/** "I know who it is". */
export function namingForms({ deps }: ClickContext): Forms {
  return {
    'name-official': {
      field: 'official-name',
      async again({ person, memo }) {
        const at = parsePlace(memo.place ?? '');
        const place = at === null ? null : await openUnknownPlace(deps)(person, at);
        return place?.ok ? namingForm(shownPlace(place.value), officialNameMax) : null;
      },
      async send({ person, memo, typed }) {
        const at = parsePlace(memo.place ?? '');
        if (at === null) return wrongUnrecorded('draft-unknown');
        const named = { name: typed.words('official-name') ?? '', email: typed.words('official-email') ?? '' };
        const answer = await nameOfficial(deps)(person, at, named);
        return answer.ok ? { next: passedOnForm() } : wrong(answer.refusal, fieldOf(answer.refusal));
      },
    },
  };
}

const fieldOf = (refusal: Refusal): string =>
  refusal === 'email-malformed' || refusal === 'own-address' ? 'official-email' : 'official-name';
