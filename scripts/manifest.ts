import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { teamsPackage } from '../src/teams-package.ts';

/** Builds the Teams app package: npm run -s manifest -- --app-id ID --host HOST [--website ADDRESS] [--out FILE] */
const { values } = parseArgs({
  options: {
    'app-id': { type: 'string' },
    host: { type: 'string' },
    website: { type: 'string' },
    out: { type: 'string', default: 'iqies-help-teams.zip' },
  },
});
const { 'app-id': appId, host, out } = values;

if (appId === undefined || host === undefined) {
  console.error('Usage: npm run -s manifest -- --app-id ID --host HOST [--website ADDRESS] [--out FILE]');
  process.exitCode = 2;
} else {
  try {
    writeFileSync(out, teamsPackage({ appId, host, website: values.website ?? host }));
    console.log(`${out} is ready to be uploaded in the Teams admin center.`);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = 1;
  }
}
