import type { Deps } from '#application/deps.ts';
import type { Draft } from '#application/draft.ts';
import { chainOf } from '#application/fill-form.ts';
import type { KnownPerson } from '#application/ledger.ts';
import { answersOf } from '#application/organizations-of-draft.ts';
import { planRequest } from '#application/request-role.ts';
import { whatToCheck } from '#application/take-organizations.ts';
import { roleById } from '#content/catalogue.ts';
import { answerLines, surveyorHints } from '#copy/forms.ts';
import { asksEmployeeId, asksWhetherSurveyor, surveyorHint } from '#domain/answers.ts';
import type { RoleId } from '#domain/catalogue.ts';
import { shortLabel } from '#domain/provider.ts';
import type { Option } from '#views/elements.ts';
import type { AskedOrganizations, FormStep } from '#views/form-step.ts';

/** What the form shows at the draft's step. A draft that lost its role (an older one) starts over at the category. */
export async function describeStep(
  deps: Deps,
  draft: Draft,
  person: KnownPerson,
  note: string | null,
  page: number,
): Promise<FormStep> {
  const { step, category, roleId, environment } = draft;
  const fromTheStart: FormStep = {
    step: 'category',
    offered: deps.settings.categories,
    chosen: category,
    task: draft.taskId,
    note,
  };
  switch (step) {
    case 'category':
    case 'done':
      return fromTheStart;
    case 'role':
      return category === null ? fromTheStart : { step, category, chosen: roleId, task: draft.taskId, environment };
    case 'organizations': {
      const ask = roleId === null ? null : await askedOrganizations(deps, draft, roleId);
      if (roleId === null || ask === null) return fromTheStart;
      return { step, roleId, environment, note, ask };
    }
    case 'chain': {
      const chain = await chainOf(deps.providers, draft);
      if (chain === null) return describeStep(deps, { ...draft, step: 'organizations' }, person, note, page);
      const options = chain.rows.map((row) => ({ value: row.ccn, label: shortLabel(row) }));
      return { step, name: chain.name, options, more: chain.more };
    }
    case 'check': {
      if (roleId === null) return fromTheStart;
      const { unknown, noNursingHomes } = await whatToCheck(deps, draft);
      const near = await Promise.all(
        unknown.slice(0, 25).map(async (ccn) => ({
          ccn,
          near: (await deps.providers.near(ccn)).slice(0, 2).map((row) => shortLabel(row)),
        })),
      );
      return { step, roleId, unknown: near, asOf: (await deps.providers.listDate()) ?? '', noNursingHomes };
    }
    case 'review':
      return roleId === null ? fromTheStart : review(deps, draft, roleId, person, page);
  }
}

async function review(deps: Deps, draft: Draft, roleId: RoleId, person: KnownPerson, page: number): Promise<FormStep> {
  const { environment, saysGeneralUser, legalName, harpConfirmed, notVendor, later } = draft;
  const answers = answersOf(draft);
  const hint = surveyorHint(answers, draft.surveyFor === 'state' && roleId === 'contract-surveyor');
  return {
    step: 'review',
    roleId,
    environment,
    planned: await planRequest(deps)(draft, person),
    answers: [...answerLines(answers), ...(hint === null ? [] : [surveyorHints[hint]])],
    saysGeneralUser,
    legalName,
    harpConfirmed,
    notVendor,
    later: later.length,
    page,
  };
}

/** What step 3 asks for the role of a draft; null for a role whose step 3 asks nothing. */
async function askedOrganizations(deps: Deps, draft: Draft, roleId: RoleId): Promise<AskedOrganizations | null> {
  const role = roleById(roleId);
  const { state, surveyFor, contractOrganizations, surveyorStanding, federalId, federalIdAgain, contractor } = draft;
  const surveyor = { contractOrganizations, surveyorStanding, federalId, federalIdAgain };
  switch (role.fields.value) {
    case 'providers':
      return { fields: 'providers', chosen: await chosenOptions(deps, draft), pasted: draft.pasted };
    case 'state':
      return {
        fields: 'state',
        state,
        employeeId: asksEmployeeId(role) ? draft.employeeId : null,
        surveyor: asksWhetherSurveyor(role, draft.environment) ? draft.surveyor : 'not-asked',
      };
    case 'contract-surveyor':
      return { fields: 'contract-surveyor', surveyFor, state, ...surveyor };
    case 'contract-survey-admin':
      return { fields: 'contract-survey-admin', ...surveyor };
    case 'contractor': {
      const line = role.line ?? 'mac';
      const known = await deps.ledger.read((record) => record.contractors(line));
      return { fields: 'contractor', line, known, contractor };
    }
    case 'none':
      return null;
  }
}

async function chosenOptions({ providers }: Deps, draft: Draft): Promise<Option[]> {
  const found = await providers.find(draft.ccns);
  return draft.ccns.map((ccn) => {
    const row = found.get(ccn);
    return { value: ccn, label: row ? shortLabel(row) : `CCN ${ccn}` };
  });
}
