import { describe, expect, it } from 'vitest';
import { renderMessage, renderModal } from '#channels/slack/render.ts';
import { roleById } from '#content/catalogue.ts';
import type { ShownItem, ShownPerson, ShownRequest } from '#domain/shown.ts';
import { createChecker } from '#rehearsal/slack/limits/check.ts';
import { requestDetails } from '#views/decide-forms.ts';
import { noticeMessage } from '#views/notice.ts';
import { statusMessage } from '#views/status.ts';

const check = createChecker([]);
const person = (n: number): ShownPerson => ({
  personId: `person-${n}`,
  name: `Official ${n} ${'van der Long & Longer '.repeat(3)}`,
  email: null,
  emailConfirmed: true,
  platform: 'slack',
});
/** A hundred facilities with names as long as an import keeps them, each with an official of its own. */
const items = Array.from({ length: 100 }, (_, n): ShownItem => {
  const name = `FACILITY ${n} ${'SAINT MARY & SAINT JOHN '.repeat(8)}`.slice(0, 200);
  return {
    id: `a-request.${n + 1}`,
    organization: { kind: 'provider', ccn: String(165_000 + n) },
    placeName: name,
    placeDetail: 'Bloomfield, IA, Nursing home',
    state: { status: 'pending', since: 0 },
    sentAt: null,
    officials: [person(n % 14)],
    decidedBy: null,
    unconfirmed: false,
    doneBy: null,
  };
});
const request: ShownRequest = {
  id: 'a-request',
  requester: person(0),
  role: roleById('assessment-submitter'),
  environment: 'production',
  submittedAt: 1,
  legalName: null,
  answers: {
    employeeId: null,
    surveyor: null,
    contractOrganizations: [],
    surveyorStanding: null,
    federalSurveyorId: null,
  },
  followsAt: null,
  items,
  talk: { lines: [], earlier: 0 },
};

describe('a hundred facilities with very long names', () => {
  it('the requester’s message is one that Slack takes, and names who is asked for each group', () => {
    const message = renderMessage(statusMessage(request));
    expect(check.message(message)).toBeNull();
    expect(JSON.stringify(message).match(/FACILITY \d+ SAINT/g)?.length).toBeGreaterThanOrEqual(14);
  });

  it('what is too long in bold is cut inside, and stays bold', () => {
    const { blocks } = renderMessage({
      fallback: 'a',
      blocks: [{ kind: 'text', text: [{ bold: 'NAME & '.repeat(900) }, ' after'] }],
    });
    expect(JSON.stringify(blocks)).toMatch(/"\*NAME &amp; .*NAME( &amp;)?\*…"/);
  });

  it('a notice with marks in every name is one that Slack takes', () => {
    const marked = items.map((item) => ({ ...item, placeName: '&<>'.repeat(66) }));
    const message = renderMessage(
      noticeMessage(
        'held',
        { ...request, items: marked },
        marked.map(({ id }) => id),
        '',
      ),
    );
    expect(check.message(message, 'update')).toBeNull();
  });

  it('Details names each of them with its number', () => {
    const modal = renderModal(
      requestDetails(
        request,
        items.map(({ id }) => id),
      ),
    );
    expect(check.view(modal, 'modal')).toBeNull();
    for (const { organization } of items)
      expect(JSON.stringify(modal)).toContain(organization.kind === 'provider' ? `(${organization.ccn})` : '');
  });
});
