import { contractOrganizations, roleById } from '#content/catalogue.ts';
import { states } from '#content/states.ts';
import { step3, stepNote, formWords as words } from '#copy/forms.ts';
import type { Block, Input, Option } from './elements.ts';
import type { AskedOrganizations, FormStep, SurveyorEntries } from './form-step.ts';

/** Step 3 of the form: what iQIES asks for the role under "Add Organizations" (ground-truth A3). */
export function organizationBlocks(at: Extract<FormStep, { step: 'organizations' }>, edition: string): Block[] {
  const role = roleById(at.roleId);
  return [
    { kind: 'note', text: stepNote(3, step3.name[at.ask.fields](role.label)) },
    ...(at.note === null ? [] : [{ kind: 'alert', level: 'warning', text: at.note } as const]),
    ...(at.environment === 'training' ? [{ kind: 'alert', level: 'info', text: step3.training } as const] : []),
    ...(at.environment === 'production' && !role.shownIn.includes('production')
      ? [{ kind: 'alert', level: 'info', text: step3.onlyShownInTraining(role.label) } as const]
      : []),
    ...(role.fields.basis === 'assumption' ? [{ kind: 'note', text: [step3.assumed] } as const] : []),
    ...askBlocks(at.ask, edition),
  ];
}

function askBlocks(ask: AskedOrganizations, edition: string): Block[] {
  switch (ask.fields) {
    case 'providers':
      return providerBlocks(ask, edition);
    case 'state':
      return stateBlocks(ask, edition);
    case 'contract-surveyor':
      return [
        {
          kind: 'input',
          type: 'choice',
          id: 'survey-for',
          keptAtOnce: true,
          edition,
          label: step3.organization,
          hint: step3.organizationHint,
          chosen: ask.surveyFor ?? undefined,
          options: [
            { value: 'cms', label: 'CMS' },
            { value: 'state', label: 'State' },
          ],
        },
        ...(ask.surveyFor === 'state' ? [stateInput(ask.state, edition)] : []),
        ...surveyorBlocks(ask, edition),
        ...(ask.surveyFor === 'state' ? federalIdBlocks(ask, edition) : []),
      ];
    case 'contract-survey-admin':
      return [{ kind: 'text', text: [step3.cmsChosen] }, ...surveyorBlocks(ask, edition)];
    case 'contractor':
      return contractorBlocks(ask, edition);
  }
}

function providerBlocks(
  { chosen, pasted }: Extract<AskedOrganizations, { fields: 'providers' }>,
  edition: string,
): Block[] {
  return [
    {
      kind: 'input',
      type: 'search',
      id: 'places',
      keptAtOnce: true,
      edition,
      label: words.search,
      hint: words.searchHint,
      placeholder: words.searchPlaceholder,
      optional: true,
      chosen,
      most: 100,
    },
    {
      kind: 'input',
      type: 'words',
      id: 'pasted',
      edition,
      label: words.paste,
      hint: words.pasteHint,
      optional: true,
      multiline: true,
      most: 3000,
      starts: pasted,
    },
    { kind: 'buttons', buttons: [{ action: 'chain', label: step3.chainButton }] },
  ];
}

function stateBlocks(ask: Extract<AskedOrganizations, { fields: 'state' }>, edition: string): Block[] {
  const { surveyor, employeeId } = ask;
  const surveyorQuestion: Input = {
    kind: 'input',
    type: 'choice',
    id: 'surveyor',
    edition,
    optional: true,
    label: step3.surveyor,
    hint: step3.surveyorHint,
    chosen: surveyor === true ? 'yes' : surveyor === false ? 'no' : 'skip',
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
      { value: 'skip', label: step3.surveyorSkip },
    ],
  };
  return [
    stateInput(ask.state, edition),
    { kind: 'note', text: [step3.oneState] },
    ...(employeeId === null
      ? []
      : [idInput('employee-id', step3.employeeId, step3.employeeIdHint, employeeId, edition)]),
    ...(surveyor === 'not-asked' ? [] : [surveyorQuestion]),
  ];
}

function stateInput(chosen: string | null, edition: string): Input {
  return {
    kind: 'input',
    type: 'pick',
    id: 'state',
    keptAtOnce: true,
    edition,
    label: step3.state,
    chosen: chosen ?? undefined,
    options: states.map(({ code, name }) => ({ value: code, label: name })),
  };
}

function surveyorBlocks(
  { contractOrganizations: chosen, surveyorStanding }: SurveyorEntries,
  edition: string,
): Block[] {
  const options: Option[] = contractOrganizations.map(({ label }) => ({ value: label, label }));
  return [
    {
      kind: 'input',
      type: 'picks',
      id: 'contract-organizations',
      edition,
      label: step3.contractOrganizations,
      hint: step3.contractOrganizationsHint,
      options,
      chosen: options.filter(({ value }) => chosen.includes(value)),
      most: options.length,
    },
    {
      kind: 'input',
      type: 'choice',
      id: 'surveyor-standing',
      edition,
      label: step3.surveyorStanding,
      chosen: surveyorStanding ?? undefined,
      options: [
        { value: 'new', label: 'New' },
        { value: 'existing', label: 'Existing' },
      ],
    },
  ];
}

function federalIdBlocks({ federalId, federalIdAgain }: SurveyorEntries, edition: string): Block[] {
  return [
    idInput('federal-id', step3.federalId, step3.federalIdHint, federalId, edition),
    idInput('federal-id-again', step3.federalIdAgain, step3.federalIdAgainHint, federalIdAgain, edition),
  ];
}

function idInput(id: string, label: string, hint: string, starts: string, edition: string): Input {
  return { kind: 'input', type: 'words', id, edition, label, hint, optional: true, multiline: false, most: 40, starts };
}

/** MAC and ADO roles: which contractor (assumption; the job aids show no screen). Known ones to pick, or a name. */
function contractorBlocks(ask: Extract<AskedOrganizations, { fields: 'contractor' }>, edition: string): Block[] {
  const chosen = ask.known.find((name) => name === ask.contractor);
  return [
    ...(ask.known.length === 0
      ? []
      : [
          {
            kind: 'input',
            type: 'pick',
            id: 'contractor-known',
            edition,
            optional: true,
            label: step3.contractorKnown,
            chosen,
            options: ask.known.map((name) => ({ value: name, label: name })),
          } as const,
        ]),
    {
      kind: 'input',
      type: 'words',
      id: 'contractor',
      edition,
      optional: ask.known.length > 0,
      label: step3.contractor(ask.line),
      hint: step3.contractorHint,
      multiline: false,
      most: 100,
      starts: chosen === undefined ? ask.contractor : '',
    },
  ];
}

/** The facilities of a chain to choose from. */
export function chainBlocks(at: Extract<FormStep, { step: 'chain' }>, edition: string): Block[] {
  return [
    { kind: 'note', text: stepNote(3, step3.chain(at.name)) },
    ...(at.more > 0
      ? [{ kind: 'alert', level: 'info', text: step3.chainMore(at.options.length, at.more) } as const]
      : []),
    {
      kind: 'input',
      type: 'ticks',
      id: 'chain-all',
      edition,
      optional: true,
      label: step3.chainAll,
      options: [{ value: 'all', label: step3.chainAllTick(at.options.length) }],
      ticked: [],
    },
    {
      kind: 'input',
      type: 'picks',
      id: 'chain-places',
      edition,
      optional: true,
      label: step3.chainSome,
      options: at.options,
      chosen: [],
      most: at.options.length,
    },
  ];
}
