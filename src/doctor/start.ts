import { type Config, ConfigProblem } from '../config.ts';
import { clockFinding, slackTime } from './clock.ts';
import type { Finding } from './finding.ts';
import { type Local, signIn } from './teams.ts';

/**
 * What only another server can tell, and what keeps everything from working: Microsoft refuses the sign-in, or the clock is
 * so far off that all that comes in seems too old. Begun at once, it costs a start no time of its own.
 * @returns waits for it. @throws ConfigProblem with what to do
 */
export function lookBesideStart(config: Config, local?: Local): () => Promise<void> {
  const findings = look(config, local);
  // Whoever does not get so far as to ask needs no answer.
  findings.catch(() => undefined);
  return async () => {
    const broken = (await findings).filter(({ standing }) => standing === 'broken');
    if (broken.length > 0) throw new ConfigProblem(broken.map(({ says, todo }) => `${says} ${todo}`).join('\n'));
  };
}

async function look({ slack, teams }: Config, local?: Local): Promise<Finding[]> {
  const signingIn = teams === null ? null : signIn(teams, local);
  // A Socket Mode connection carries no time that could be too old.
  const ofSlack = slack !== null && !('appToken' in slack) ? await slackTime(slack.apiUrl) : null;
  const signedIn = await signingIn;
  const time = ofSlack ?? signedIn?.time ?? null;
  return [
    ...(time === null ? [] : [clockFinding(ofSlack === null ? 'Microsoft' : 'Slack', time, Date.now())]),
    ...(signedIn?.refused ? [signedIn.finding] : []),
  ];
}
