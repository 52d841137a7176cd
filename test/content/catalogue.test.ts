import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categories, contractOrganizations, roleById, roleByName, roles } from '#content/catalogue.ts';
import { disciplines } from '#content/disciplines.ts';
import { type CategoryId, roleIds } from '#domain/catalogue.ts';
import type { Source } from '#domain/source.ts';
import { sharedFile } from '#test/shared.ts';

/** The labels of iQIES as the job aids print them, each with the lines that print it. */
interface Printed {
  text: string;
  cite: string[];
}
interface Catalogue {
  categories: { label: Printed; description: Printed }[];
  roles: Record<string, { label: Printed; description: Printed }[]>;
  contractOrganizations: Printed[];
  surveyorDisciplines: (Printed & { col: number; row: number })[];
}

const file = sharedFile('domain/catalog.json');
const printed: Catalogue =
  file === null
    ? { categories: [], roles: {}, contractOrganizations: [], surveyorDisciplines: [] }
    : JSON.parse(readFileSync(file, 'utf8'));
const cited = ({ document, line }: Source) => `${document}:${line}`;
const rolesOf = (category: CategoryId) => roles.filter((role) => role.category === category);

describe.skipIf(file === null)('what people pick from is what iQIES prints', () => {
  const { categories: ours, roles: theirs, contractOrganizations: firms, surveyorDisciplines } = printed;

  it('has the categories in the order of the screen, each with its line', () => {
    expect(categories.map(({ label }) => label)).toEqual(ours.map(({ label }) => label.text));
    for (const [index, { source }] of categories.entries()) expect(ours[index]?.label.cite).toContain(cited(source));
  });

  it.each<[CategoryId, string]>([
    ['provider', 'Provider'],
    ['state-agency', 'State Agency'],
    ['contractor', 'Contractor'],
    ['cms', 'CMS'],
  ])('has the roles of %s in the order of the screen, each with its line', (category, list) => {
    const expected = theirs[list] ?? [];
    expect(rolesOf(category).map(({ label }) => label)).toEqual(expected.map(({ label }) => label.text));
    for (const [index, { source }] of rolesOf(category).entries())
      expect(expected[index]?.label.cite).toContain(cited(source));
  });

  it('has no role that no list prints', () => {
    expect(roles).toHaveLength(Object.values(theirs).flat().length);
  });

  it('has the contract organizations of the surveyor form', () => {
    expect(contractOrganizations.map(({ label, source }) => ({ text: label, cite: [cited(source)] }))).toEqual(firms);
  });

  it('has the 38 disciplines in the order of the columns, with their lines', () => {
    const inColumns = surveyorDisciplines.toSorted((a, b) => a.col - b.col || a.row - b.row);
    expect(disciplines.map(({ label, source }) => ({ text: label, cite: [cited(source)] }))).toEqual(
      inColumns.map(({ text, cite }) => ({ text, cite })),
    );
  });

  it('says what categories and roles are for in its own words', () => {
    const sentences = [...ours, ...Object.values(theirs).flat()].map(({ description }) => plain(description.text));
    for (const { label, about } of categories) expect(sentences, label).not.toContain(plain(about));
    for (const { label, could } of roles) expect(sentences, label).not.toContain(plain(could));
  });
});

const aids = ['000_ad4939bf4cc472c2', '001_05bd4e73f7fadbad', '002_34f5254a03a795bf', '003_521e6b5a8bdfc398'];
const texts = [...aids, '004_3b0b0b31b85ed390'].map((name) => sharedFile(`job-aids/${name}.txt`));

describe.skipIf(texts.includes(null))('what a role or category is for', () => {
  const copiedFrom = texts.map((path) => (path === null ? '' : ` ${plain(readFileSync(path, 'utf8'))} `));
  /** Eight words in a row are a sentence of somebody else; fewer are names of things. */
  const most = 7;

  it.each([
    ...categories.map(({ label, about }) => [label, about] as const),
    ...roles.map(({ label, could }) => [label, could] as const),
  ])('is not said in a sentence of the job aids: %s', (_label, text) => {
    const words = plain(text).split(' ');
    for (let at = 0; at + most < words.length; at += 1) {
      const run = words.slice(at, at + most + 1).join(' ');
      for (const aid of copiedFrom) expect(aid.includes(` ${run} `), run).toBe(false);
    }
  });
});

describe('the catalogue holds together', () => {
  it('describes every role id once', () => {
    expect(roles.map(({ id }) => id).toSorted()).toEqual([...roleIds].toSorted());
    expect(new Set(roles.map(({ label }) => label)).size).toBe(roles.length);
  });

  it.each(roles.map((role) => [role.label, role] as const))(
    'says of %s what is asked, who decides and why',
    (_, role) => {
      expect(categories.find(({ id }) => id === role.category)?.rolesKnown).toBe(true);
      expect(role.could).not.toBe('');
      expect(role.shownIn.length).toBeGreaterThan(0);
      const rules = [role.fields, role.decidedBy, role.cannot, role.nursingHomesOnly].filter(
        (rule) => rule !== undefined,
      );
      expect(rules.length).toBeGreaterThanOrEqual(2);
      for (const rule of rules) {
        expect(rule.value).toBeTruthy();
        if (rule.basis === 'assumption') expect(rule.source).toBeUndefined();
        else expect(rule.source).toBeDefined();
        if (rule.basis === 'stated') expect(rule.source?.line).toBeGreaterThan(0);
      }
    },
  );

  it('knows an official role in each category whose roles are known', () => {
    for (const { id } of categories.filter(({ rolesKnown }) => rolesKnown))
      expect(
        rolesOf(id).some(({ official }) => official),
        id,
      ).toBe(true);
  });

  it('finds a role by its label in any case, by its id, and by nothing else', () => {
    expect(roleByName(' pbj VIEWER ')?.id).toBe('pbj-viewer');
    expect(roleByName('pbj-viewer')).toBe(roleById('pbj-viewer'));
    expect(roleByName('PBJ')).toBeNull();
    expect(roleByName('')).toBeNull();
  });

  it('keeps labels within what Slack can show as a title of a choice, except the long disciplines', () => {
    for (const { label } of [...categories, ...roles, ...contractOrganizations])
      expect(label.length, label).toBeLessThanOrEqual(75);
    expect(Math.max(...disciplines.map(({ label }) => label.length))).toBe(95);
  });
});

function plain(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join(' ');
}
