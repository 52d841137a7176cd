import { categories } from '#content/catalogue.ts';
import { facts } from '#content/facts.ts';
import { formWords, sent as say, steps } from '#copy/forms.ts';
import { oneStepLeft, statusButtons } from '#copy/status.ts';
import { nameList } from '#copy/words.ts';
import type { ShownPerson, ShownRequest } from '#domain/shown.ts';
import type { Block, Form } from './elements.ts';

/** What the form shows after Submit: to whom it went, and the one step that is left in iQIES. */
export function sentForm(request: ShownRequest, stays: number): Form {
  const asked = new Map<string, ShownPerson>();
  for (const item of request.items) {
    if (item.state.status === 'pending')
      for (const official of item.officials) asked.set(official.personId ?? official.name, official);
  }
  const outside = request.items.some((item) => item.state.status === 'outside');
  return {
    name: 'sent',
    title: say.title,
    submit: null,
    close: formWords.finish,
    memo: { request: request.id },
    blocks: [
      { kind: 'text', text: asked.size > 0 ? say.to(nameList([...asked.values()])) : [say.toNobody] },
      ...(outside ? [{ kind: 'text', text: [say.outside] } as const] : []),
      ...(stays > 0 ? [{ kind: 'text', text: [say.stays(stays)] } as const] : []),
      { kind: 'text', text: oneStepLeft },
      ...stepBlocks(request),
      { kind: 'buttons', buttons: [{ action: 'sent', label: statusButtons.sent, value: request.id, look: 'primary' }] },
    ],
  };
}

/** The copy sheet: exactly what to enter in iQIES, with the CCNs one a line. */
export function stepsForm(request: ShownRequest): Form {
  return {
    name: 'steps',
    title: steps.title,
    submit: null,
    close: formWords.finish,
    memo: { request: request.id },
    blocks: [{ kind: 'text', text: [steps.intro] }, ...stepBlocks(request), { kind: 'note', text: [steps.banner] }],
  };
}

function stepBlocks(request: ShownRequest): Block[] {
  const { role, environment, items } = request;
  const address = environment === 'training' ? facts.trainingAddress.value : facts.iqiesAddress.value;
  const category = categories.find(({ id }) => id === role.category)?.label ?? role.category;
  const ccns = items.flatMap(({ organization, state }) =>
    organization.kind === 'provider' && state.status !== 'withdrawn' && state.status !== 'rejected'
      ? [organization.ccn]
      : [],
  );
  return [
    { kind: 'text', text: steps.sheet(address, category, role.label) },
    ...(ccns.length === 0
      ? [{ kind: 'text', text: [steps.other] } as const]
      : [{ kind: 'text', text: [steps.providers] } as const, { kind: 'copy', lines: ccns } as const]),
  ];
}
