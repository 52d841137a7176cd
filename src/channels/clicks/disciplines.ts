import { chooseDisciplines, surveyorRole } from '#application/choose-disciplines.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { disciplinesForm, disciplinesSaved } from '#views/disciplines.ts';
import { type After, type Buttons, type ClickContext, opens, refuse } from './click.ts';
import { parseRoleAt } from './role-ref.ts';
import { type Forms, wrong, wrongUnrecorded } from './submission.ts';

/** A surveyor's disciplines: the button of the banner and of each role. */
export function disciplineButtons(context: ClickContext): Buttons {
  const button = opens(({ person, value }) => open(context, person, value));
  return { disciplines: button, 'edit-disciplines': button };
}

async function open({ deps }: ClickContext, person: KnownPerson, value: string): Promise<After> {
  const at = parseRoleAt(value);
  const role = at === null ? null : await surveyorRole(deps)(person, at);
  if (role === null || !role.ok) return refuse('grant-unknown');
  const [shown] = await shownRoles(deps.providers, [role.value]);
  return shown === undefined ? refuse('grant-unknown') : { open: disciplinesForm(shown) };
}

/** The choice of disciplines. */
export function disciplineForms(context: ClickContext): Forms {
  const { deps } = context;
  return {
    disciplines: {
      field: 'disciplines',
      async again({ person, memo }) {
        const after = await open(context, person, memo.role ?? '');
        return 'open' in after ? after.open : null;
      },
      async send({ person, memo, typed }) {
        const at = parseRoleAt(memo.role ?? '');
        if (at === null) return wrongUnrecorded('grant-unknown');
        const labels = typed.chosen('disciplines')?.map(({ value }) => value) ?? [];
        const answer = await chooseDisciplines(deps)(person, at, labels);
        if (!answer.ok) return wrong(answer.refusal);
        const role = { ...at, startedAt: 0, statementId: null, disciplines: answer.value, unconfirmed: false };
        const [shown] = await shownRoles(deps.providers, [role]);
        return shown === undefined ? { close: 'this' } : { next: disciplinesSaved(shown, answer.value) };
      },
    },
  };
}
