import { ok } from './answer.ts';
import type { Method } from './method.ts';

export const apiTest: Method = {
  scopes: [],
  arguments: { required: {}, optional: { error: 'string', foo: 'string' } },
  run: (_world, args) =>
    typeof args.error === 'string' ? { body: { ok: false, error: args.error, args } } : ok({ args }),
};

export const authTest: Method = {
  scopes: [],
  arguments: { required: {}, optional: {} },
  run: (world) =>
    ok({
      url: `https://${world.teamDomain}.slack.com/`,
      team: world.teamName,
      user: 'rehearsal-bot',
      team_id: world.teamId,
      user_id: world.botUserId,
      bot_id: world.botId,
      is_enterprise_install: false,
    }),
};
