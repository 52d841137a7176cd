import { afterDecisionButtons, takeBackForms } from './after-decision.ts';
import { awayButtons, awayForms } from './away.ts';
import { checklistButtons, checklistForms } from './checklist.ts';
import type { Buttons, ClickContext } from './click.ts';
import { confirmButtons, confirmForms } from './confirm-official.ts';
import { departureButtons, departureForms } from './departures.ts';
import { disciplineButtons, disciplineForms } from './disciplines.ts';
import { tooFast } from './flood.ts';
import { joiningButtons } from './joining.ts';
import { lostRoleButtons } from './lost-role.ts';
import { namingForms, notKnownButtons } from './not-known.ts';
import { oneByOneButtons, reasonForms } from './one-by-one.ts';
import { missingForms, questionButtons } from './questions.ts';
import { removeRoleButtons, removeRoleForms } from './remove-role.ts';
import { rejectForms, requestButtons } from './request-buttons.ts';
import { requestFormButtons, requestForms } from './request-form.ts';
import { reviewButtons, reviewForms } from './review.ts';
import { statementButtons, statementForms } from './statements.ts';
import { type Forms, wrong } from './submission.ts';
import { talkButtons, talkForms } from './talk.ts';
import { waitingButtons } from './waiting.ts';
import { whoHasWhatButtons } from './who-has-what.ts';

/** Every button of the bot: what it does, on any platform. A button carries ids; who pressed and whether she may is looked up. */
export const allButtons = (context: ClickContext): Buttons => ({
  ...requestButtons(context),
  ...requestFormButtons(context),
  ...afterDecisionButtons(context),
  ...talkButtons(context),
  ...oneByOneButtons(context),
  ...confirmButtons(context),
  ...notKnownButtons(context),
  ...joiningButtons(context),
  ...disciplineButtons(context),
  ...statementButtons(context),
  ...whoHasWhatButtons(context),
  ...removeRoleButtons(context),
  ...lostRoleButtons(context),
  ...reviewButtons(context),
  ...questionButtons(context),
  ...waitingButtons(context),
  ...departureButtons(context),
  ...awayButtons(context),
  ...checklistButtons(context),
});

/** Every form of the bot: what sending it does, on any platform. */
export const allForms = (context: ClickContext): Forms =>
  Object.fromEntries(
    Object.entries(forms(context)).map(([name, rule]) => [
      name,
      {
        ...rule,
        send: (sent) =>
          context.deps.watch.step(
            { layer: 'click', kind: name, on: sent.person.identity.platform },
            async () => ((await tooFast(context, sent.person, name)) ? wrong('too-many-clicks') : rule.send(sent)),
            (led) => ('wrong' in led ? 'refused' : 'done'),
          ),
      },
    ]),
  );

const forms = (context: ClickContext): Forms => ({
  ...requestForms(context),
  ...rejectForms(context),
  ...takeBackForms(context),
  ...talkForms(context),
  ...reasonForms(context),
  ...confirmForms(context, allButtons(context)),
  ...namingForms(context),
  ...disciplineForms(context),
  ...statementForms(context),
  ...removeRoleForms(context),
  ...reviewForms(context),
  ...missingForms(context),
  ...departureForms(context),
  ...awayForms(context),
  ...checklistForms(context),
});
