import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './zip.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'manifests', 'teams');

export interface TeamsEnvironment {
  /** The bot's id at Microsoft, a GUID; TEAMS_APP_ID. */
  appId: string;
  /** Where the bot is reached, without https://. */
  host: string;
  /** A page that says who runs the bot and how it treats what people write; without https://. */
  website: string;
}

/**
 * The app package for one environment: manifest, strings and icons in a zip, as an administrator uploads it.
 * @throws in one sentence when the id is no GUID or a host is none
 */
export function teamsPackage({ appId, host, website }: TeamsEnvironment): Buffer {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId))
    throw new Error(`--app-id ${appId} is no id as Microsoft gives them (8-4-4-4-12 letters and digits).`);
  if (!isHost(host)) throw new Error(`--host ${host} is no host name; give it without https:// and without a path.`);
  if (!isHost(website.split('/')[0] ?? '') || /["\\\s]/.test(website))
    throw new Error(`--website ${website} is no address; give it without https://.`);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8')
    .replaceAll('YOUR-APP-ID', appId.toLowerCase())
    .replaceAll('YOUR-HOST', host)
    .replaceAll('YOUR-WEBSITE', website)
    .replaceAll('YOUR-VERSION', version);
  const others = ['color.png', 'outline.png', 'en-us.json'];
  return zip([
    { name: 'manifest.json', bytes: Buffer.from(manifest) },
    ...others.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
  ]);
}

/** A name with a dot in it; a port may follow nowhere in a manifest. */
const isHost = (host: string): boolean => host.length <= 253 && /^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/i.test(host);
