import type { App } from '@slack/bolt';
import { chooseDisciplines, surveyorRole } from '#application/choose-disciplines.ts';
import { noteRefusal } from '#application/note-refusal.ts';
import { shownRoles } from '#application/shown-roles.ts';
import { notSaved } from '#copy/forms.ts';
import { refusals } from '#copy/refusals.ts';
import { environments, isRoleId } from '#domain/catalogue.ts';
import type { RoleAt } from '#domain/disciplines.ts';
import { organizationKey, parseOrganizationKey } from '#domain/organization.ts';
import { disciplinesForm, disciplinesSaved } from '#views/disciplines.ts';
import { type After, type Click, clicks, refuse } from './click.ts';
import type { SlackContext } from './context.ts';
import { parseView } from './parse.ts';
import { renderModal } from './render.ts';

/** A surveyor's disciplines: the button of the banner and of each role, and the form. */
export function listenToDisciplines(app: App, context: SlackContext): void {
  const click = clicks(app, context);
  for (const button of ['disciplines', 'edit-disciplines']) click(button, (made) => open(context, made));
  listenToChoice(app, context);
}

async function open({ deps }: SlackContext, { person, value }: Click): Promise<After> {
  const at = parseRoleAt(value);
  const role = at === null ? null : await surveyorRole(deps)(person, at);
  if (role === null || !role.ok) return refuse('grant-unknown');
  const [shown] = await shownRoles(deps.providers, [role.value]);
  return shown === undefined ? refuse('grant-unknown') : { open: disciplinesForm(shown) };
}

function listenToChoice(app: App, { accounts, deps, log, unavailable }: SlackContext): void {
  app.view({ callback_id: 'disciplines', type: 'view_submission' }, async ({ ack, body, view }) => {
    const parsed = parseView(view);
    const block = parsed?.typed.block('disciplines') ?? 'disciplines';
    const wrong = (text: string) => ack({ response_action: 'errors', errors: { [block]: text } });
    const at = parsed === null ? null : parseRoleAt(parsed.memo.role ?? '');
    try {
      const person = await accounts.current(body.user.id);
      if (person === null) return await wrong(refusals['account-unknown']);
      if (parsed === null || at === null) {
        await noteRefusal(deps)(person, 'grant-unknown', 'disciplines');
        return await wrong(refusals['grant-unknown']);
      }
      const labels = parsed.typed.chosen('disciplines')?.map(({ value }) => value) ?? [];
      const answer = await chooseDisciplines(deps)(person, at, labels);
      if (!answer.ok) {
        log.info({ refusal: answer.refusal }, 'a choice of disciplines was refused');
        return await wrong(refusals[answer.refusal]);
      }
      const role = { ...at, startedAt: 0, statementId: null, disciplines: answer.value, unconfirmed: false };
      const [shown] = await shownRoles(deps.providers, [role]);
      return await (shown === undefined
        ? ack()
        : ack({ response_action: 'update', view: renderModal(disciplinesSaved(shown, answer.value)) as never }));
    } catch (fault) {
      if (!unavailable(fault)) throw fault;
      return wrong(notSaved);
    }
  });
}

/** A role out of a button or a memo: `ROLE|ORGANIZATION|ENVIRONMENT`. */
function parseRoleAt(value: string): RoleAt | null {
  const [, roleId = '', key = '', named] = /^([a-z-]{3,60})\|(.{3,130})\|([a-z]{5,20})$/.exec(value) ?? [];
  const organization = parseOrganizationKey(key);
  const environment = environments.find((one) => one === named);
  if (!isRoleId(roleId) || organization === null || environment === undefined) return null;
  return { roleId, organization: organizationKey(organization), environment };
}
