/**
 * What a role is asked for at. Written as a key everywhere: `ccn:165326`, `state:IA`, `cms`, `contractor:mac/NAME`.
 */
export type Organization =
  | { kind: 'provider'; ccn: string }
  | { kind: 'state'; code: string }
  | { kind: 'cms' }
  | { kind: 'contractor'; line: ContractorLine; name: string };

export type ContractorLine = 'mac' | 'ado';

/** An organization's key. Equal organizations have equal keys. */
export type OrganizationKey = string;

/** The key of an organization, as stored and as the operator writes it in the officials file. */
export function organizationKey(organization: Organization): OrganizationKey {
  switch (organization.kind) {
    case 'provider':
      return `ccn:${organization.ccn}`;
    case 'state':
      return `state:${organization.code}`;
    case 'cms':
      return 'cms';
    case 'contractor':
      return `contractor:${organization.line}/${organization.name}`;
  }
}

/**
 * Reads a key. Case of CCN and State does not matter; a contractor's name is kept as written, trimmed.
 * @returns null when the text is no key of ours. The CCN and the State are not looked up here.
 */
export function parseOrganizationKey(text: string): Organization | null {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'cms') return { kind: 'cms' };
  const provider = /^ccn:\s*([0-9A-Za-z]{6}|[0-9A-Za-z]{10})$/i.exec(trimmed)?.[1];
  if (provider !== undefined) return { kind: 'provider', ccn: provider.toUpperCase() };
  const state = /^state:\s*([A-Za-z]{2})$/i.exec(trimmed)?.[1];
  if (state !== undefined) return { kind: 'state', code: state.toUpperCase() };
  const contractor = /^contractor:\s*(mac|ado)\/(.{1,100})$/i.exec(trimmed);
  const line = contractor?.[1]?.toLowerCase();
  const name = contractor?.[2]?.trim();
  if ((line === 'mac' || line === 'ado') && name) return { kind: 'contractor', line, name };
  return null;
}
