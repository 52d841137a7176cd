/**
 * Asks for a role as Megan Bowen of people.yml, so that Alex Wilber, whom one is in the Agents Playground, gets a card to
 * decide: the playground has one person and opens no dialogs. Speaks to an unauthenticated bot on this computer.
 */
const bot = 'http://127.0.0.1:3978/api/messages';
const tenant = { id: '00000000-0000-4000-8000-000000000001' };

interface Part {
  [key: string]: unknown;
}

let shown = await invoke('task/fetch', { msteams: { type: 'task/fetch' }, action: 'request-role', value: '' });
for (const entered of [{ category: 'provider' }, { role: 'assessment-submitter' }, { pasted: '165326' }])
  await submit(entered);
await submit({ harp: String(find((part) => part.id === 'harp')?.valueOn ?? '') });
const words = JSON.stringify(shown).includes('One step left') ? 'Megan asked.' : JSON.stringify(shown, null, 1);
process.stdout.write(`${words}\n`);

/** Sends the open dialog. */
async function submit(entered: Part): Promise<void> {
  const isSubmit = ({ type, data }: Part) =>
    type === 'Action.Submit' && (data as Part | undefined)?.action === 'submit';
  const button = find(isSubmit);
  if (button === null) throw new Error(`There is nothing to submit: ${JSON.stringify(shown)}`);
  shown = await invoke('task/submit', { ...(button.data as Part), ...entered });
}

async function invoke(name: string, data: Part): Promise<unknown> {
  const activity = {
    type: 'invoke',
    name,
    value: { data, context: {} },
    id: crypto.randomUUID(),
    channelId: 'msteams',
    serviceUrl: 'http://localhost:56150/_connector',
    from: { id: 'user-id-1', name: 'Megan Bowen', aadObjectId: '00000000-0000-4000-8000-000000000021' },
    recipient: { id: '00000000-0000-4000-8000-000000000011', name: 'iQIES Help' },
    conversation: { id: 'channel-announcements-id', conversationType: 'channel', tenantId: tenant.id },
    channelData: { tenant },
  };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(bot, { method: 'POST', headers, body: JSON.stringify(activity) });
  if (!response.ok) throw new Error(`The bot answers ${response.status}.`);
  return response.json();
}

/** The first part of what is shown that is meant. */
function find(isMeant: (part: Part) => boolean, within: unknown = shown): Part | null {
  if (typeof within !== 'object' || within === null) return null;
  const part = within as Part;
  if (isMeant(part)) return part;
  for (const inner of Object.values(part)) {
    const found = find(isMeant, inner);
    if (found !== null) return found;
  }
  return null;
}
