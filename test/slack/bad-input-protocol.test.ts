import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  asUser,
  buttonValue,
  events,
  expectNoFault,
  expectPrivateLog,
  forge,
  heard,
  lastOf,
  logged,
  type Payload,
  payloadOf,
  requestCount,
  statuses,
} from './bad-input.ts';
import { ask, fillForm, modal, press, type Stage, saying, stage, withButton, words } from './harness.ts';

const json = 'application/json';
let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  expectNoFault(on);
  expectPrivateLog(on);
  await on.stop();
});

/** Ana's approve button as Joan's client sends it; nothing is decided yet. */
async function approveClick(): Promise<Payload> {
  await ask(on, 'U0ANA', 'assessment-submitter', '165326');
  await press(on.as('U0JOAN'), 'details');
  await on.as('U0JOAN').close();
  const payload = payloadOf(lastOf(on, 'U0JOAN'));
  const card = withButton(on.as('U0JOAN').screen(), 'approve');
  payload.actions = [{ ...payload.actions[0], action_id: 'approve', value: buttonValue(card.blocks, 'approve') }];
  return payload;
}

describe('what does not come from Slack is turned away', () => {
  const event = { type: 'message', channel_type: 'im', channel: 'D0ANA', ts: '1.1', user: 'U0ANA', text: 'hello' };
  const body = () =>
    JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev1',
      event_time: nowS(),
      team_id: on.workspace.teamId,
      event,
    });
  const nowS = () => Math.floor(on.now() / 1000);

  it('a forged signature', async () => {
    const answer = await on.workspace.deliver(body(), { signature: `v0=${'0'.repeat(64)}` });
    expect(answer.status).toBe(401);
    expect(logged(on, 'a request to /slack/events was refused')).toMatchObject([{ status: 401 }]);
  });

  it.each(['', 'v0=', 'nonsense', 'v1=abc'])('a signature like "%s"', async (signature) => {
    expect((await on.workspace.deliver(body(), { signature })).status).toBe(401);
  });

  it('a click recorded six minutes ago, even with its right signature', async () => {
    const click = await approveClick();
    const sent = new URLSearchParams({ payload: JSON.stringify(click) }).toString();
    const answer = await on.workspace.deliver(sent, { timestampS: nowS() - 6 * 60 });
    expect(answer.status).toBe(401);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('a click from six minutes in the future', async () => {
    expect((await on.workspace.deliver(body(), { timestampS: nowS() + 6 * 60 })).status).toBe(401);
  });

  it('but a clock that is four minutes off still works', async () => {
    expect((await on.workspace.deliver(body(), { timestampS: nowS() - 4 * 60 })).status).toBe(200);
    expect((await on.workspace.deliver(body(), { timestampS: nowS() + 4 * 60 })).status).toBe(200);
  });

  it('a body of two megabytes', async () => {
    const answer = await on.workspace.deliver(`{"x":"${'a'.repeat(2_000_000)}"}`);
    // The answer goes out before all was sent, so that the connection may be cut under it.
    expect([413, 0]).toContain(answer.status);
    expect(logged(on, 'a request body was too large and was refused')).toHaveLength(1);
    expect((await on.as('U0ANA').command('')).status).toBe(200);
  });

  it.each([
    ['{"broken', json],
    ['[1,2]', json],
    ['"text"', json],
    ['null', json],
    ['payload=%7Bbroken', 'application/x-www-form-urlencoded'],
    ['payload=[]', 'application/x-www-form-urlencoded'],
    ['<xml/>', 'text/xml'],
    ['{"type":"event_callback"}', 'text/plain'],
    ['', 'multipart/form-data'],
  ])('a body that can’t be read: %s as %s', async (text, contentType) => {
    const answer = await on.workspace.deliver(text, { contentType });
    expect(answer.status).toBe(400);
    expect(logged(on, 'a request to /slack/events was refused')).toHaveLength(1);
  });

  it.each([
    ['GET', '/slack/events', 405],
    ['PUT', '/slack/events', 405],
    ['GET', '/', 404],
    ['POST', '/slack', 404],
    ['GET', '/slack/events/../../etc', 404],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
  ])('%s %s is answered with its status', async (method, path, status) => {
    expect(await statusOf(method, path)).toBe(status);
  });
});

describe('what Slack sends, but nobody can use', () => {
  it.each([
    '{}',
    '{"type":"event_callback"}',
    '{"type":"event_callback","event":{}}',
    '{"type":"event_callback","event":{"type":"message"}}',
    '{"type":"event_callback","event":{"type":"app_home_opened","tab":"home"}}',
    '{"type":"event_callback","event":{"type":"user_change","user":{"id":7}}}',
    '{"type":"event_callback","event":{"type":"something_new","user":"U0ANA"}}',
    '{"command":"/other","user_id":"U0ANA"}',
    '{"type":"something_new"}',
  ])('is answered without a fault: %s', async (body) => {
    const { status } = await on.workspace.deliver(body);
    expect([200, 400]).toContain(status);
  });

  it('a button that this version does not know', async () => {
    const click = await approveClick();
    const answer = await forge(on, click, (payload) => {
      payload.actions = [{ type: 'button', action_id: 'self-destruct', block_id: 'x', value: 'now' }];
    });
    expect(answer.status).toBe(200);
    expect(await statuses(on)).toEqual(['pending']);
  });

  it('a form that this version does not know', async () => {
    await fillForm(on.as('U0ANA'), 'pbj-viewer', '165326');
    const answer = await forge(on, payloadOf(lastOf(on, 'U0ANA')), (payload) => {
      payload.view.callback_id = 'self-destruct';
    });
    expect(answer.status).toBe(200);
    expect(await requestCount(on)).toBe(0);
  });

  it('a message delivered twice is answered once', async () => {
    const ana = on.as('U0ANA');
    await ana.say('hello');
    await on.delivered();
    expect((await on.workspace.redeliverLast('U0ANA')).status).toBe(200);
    await on.delivered();
    expect(saying(ana.screen(), 'I help with iQIES roles')).toHaveLength(1);
  });

  it('a message of 40,000 characters is answered like any other', async () => {
    const ana = on.as('U0ANA');
    expect((await ana.say('zebra stripes '.repeat(2_900))).status).toBe(200);
    await on.delivered();
    expect(saying(ana.screen(), 'The iQIES job aids don’t say.')).toHaveLength(1);
    expectPrivateLog(on, 'zebra stripes');
  });
});

describe('a form that was tampered with', () => {
  let sent: Payload;
  beforeEach(async () => {
    const ana = on.as('U0ANA');
    await fillForm(ana, 'assessment-submitter', '165326');
    await ana.fill('harp', ['yes']);
    await ana.submit();
    await on.delivered();
    await ana.close();
    await fillForm(ana, 'pbj-viewer', '165326');
    await ana.fill('harp', ['yes']);
    await ana.close();
    sent = payloadOf(lastOf(on, 'U0ANA'));
    sent.type = 'view_submission';
  });

  const memo = (payload: Payload, change: Record<string, string>) => {
    payload.view.private_metadata = JSON.stringify({ ...JSON.parse(payload.view.private_metadata), ...change });
  };

  const withMemo = (text: string) => (payload: Payload) => {
    payload.view.private_metadata = text;
  };

  it('works when it was not', async () => {
    expect(JSON.stringify((await forge(on, sent, () => {})).body)).toContain('Sent to Joan Lee');
    expect(await requestCount(on)).toBe(2);
  });

  it.each<[string, (payload: Payload) => void, string]>([
    ['a memo that is no JSON', withMemo('{{{'), 'This form is out of date'],
    ['a memo that is a list', withMemo('[1]'), 'This form is out of date'],
    ['no memo', withMemo(''), 'This form is out of date'],
    ['a memo of 3,001 characters', (p) => memo(p, { more: 'x'.repeat(3001) }), 'This form is out of date'],
    ['a step that there is not', (p) => memo(p, { step: 'approved' }), 'This form is out of date'],
    ['the step after submit', (p) => memo(p, { step: 'done' }), 'This form is out of date'],
    ['a draft that there is not', (p) => memo(p, { draft: 'no-such-draft' }), 'This form is no longer there'],
    ['a draft named like an object’s part', (p) => memo(p, { draft: '__proto__' }), 'This form is no longer there'],
    ['another person’s draft', (p) => asUser(p, 'U0LENA'), 'This form is no longer there'],
  ])('%s: refused in words, nothing sent', async (_what, change, says) => {
    const answer = await forge(on, sent, change);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ response_action: 'errors' });
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(await requestCount(on)).toBe(1);
  });

  it('the review of a form that has no role yet: led to the step where one is chosen', async () => {
    const ana = on.as('U0ANA');
    await forge(on, sent, () => {});
    await ana.command('');
    await ana.fill('category', 'provider');
    await ana.submit();
    const { view } = payloadOf(lastOf(on, 'U0ANA'));
    const draft = JSON.parse(String(ana.screen().modals.at(-1)?.view.private_metadata)).draft as string;
    expect(view.callback_id).toBe('request');
    const answer = await forge(on, sent, (payload) => memo(payload, { draft }));
    expect(answer.body).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(answer.body)).toContain('Step 2 of 4: role');
    expect(await requestCount(on)).toBe(2);
  });

  const choose = (payload: Payload, id: string, value: string) => {
    const option = { type: 'radio_buttons', selected_option: { value, text: { type: 'plain_text', text: 'x' } } };
    payload.view.state.values[id] = { [id]: option };
  };

  it.each(['cms-security-official', 'state-agency-general-user', 'contract-surveyor'])(
    'the role %s of another category, smuggled into Submit: refused',
    async (role) => {
      const answer = await forge(on, sent, (payload) => choose(payload, 'role', role));
      expect(JSON.stringify(answer.body)).toContain('Choose a role first.');
      expect(await requestCount(on)).toBe(1);
    },
  );

  it.each(['no-such-role', '__proto__', 'constructor', ''])('the role "%s": nothing changes', async (role) => {
    const answer = await forge(on, sent, (payload) => {
      memo(payload, { step: 'role' });
      choose(payload, 'role', role);
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toContain('facilities for PBJ Viewer');
  });

  it('a role of another category at the role step: asked again', async () => {
    const answer = await forge(on, sent, (payload) => {
      memo(payload, { step: 'role' });
      choose(payload, 'role', 'cms-general-user');
    });
    expect(JSON.stringify(answer.body)).toContain('Choose a role first.');
  });

  it.each([
    ['vendor', '"action_id":"role"'],
    ['no-such-category', 'no-such-category'],
  ])('the category %s, which has no roles: none is offered', async (category, absent) => {
    const answer = await forge(on, sent, (payload) => {
      memo(payload, { step: 'category' });
      choose(payload, 'category', category);
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(absent);
  });

  it.each(['ABCDEF', '165326|1', '../../x', '99999999999999999999', ''])(
    'the facility "%s" that no menu offered: left out',
    async (value) => {
      const answer = await forge(on, sent, (payload) => {
        const chosen = [{ value, text: { type: 'plain_text', text: 'x' } }];
        payload.view.state.values.places = {
          places: { type: 'multi_external_select', selected_options: chosen },
        };
      });
      expect(answer.status).toBe(200);
      expect(await requestCount(on)).toBe(1);
    },
  );

  it.each(['99', '-1', 'garbage', '1e9', ''])('page "%s" of the review: the first page', async (value) => {
    const answer = await forge(on, sent, (payload) => {
      payload.type = 'block_actions';
      payload.trigger_id = '1.2.3';
      payload.actions = [{ type: 'button', action_id: 'page-later', block_id: 'x', value }];
    });
    expect(answer.status).toBe(200);
  });

  it('a state that is no state', async () => {
    for (const values of [null, [], { a: 1 }, { a: { b: { value: 7 } } }]) {
      const answer = await forge(on, sent, (payload) => {
        payload.view.state = { values: values as never };
      });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).toContain('This form is out of date');
    }
  });
});

describe('a button that was tampered with', () => {
  it('works when it was not', async () => {
    const click = await approveClick();
    expect((await forge(on, click, () => {})).status).toBe(200);
    expect(await statuses(on)).toEqual(['approved']);
  });

  it.each<[string, (value: string) => string]>([
    ['position 99', (value) => value.replace(/\|.*/, '|99')],
    ['position 0', (value) => value.replace(/\|.*/, '|0')],
    ['another request', () => 'AAAAAAAAAAAAAAAAAAAAAA|1'],
    ['garbage', () => 'garbage'],
    ['nothing', () => ''],
    ['2,000 characters', () => 'x'.repeat(2000)],
    ['200 positions', (value) => `${value}${',1'.repeat(200)}`],
    ['SQL', (value) => `${value}' or '1'='1`],
    ['a longer request id', (value) => value.replace('|', '00|')],
  ])('%s: the official is told, nothing is decided', async (_what, change) => {
    const click = await approveClick();
    for (const actionId of ['approve', 'done', 'ask-to-send', 'reject', 'details']) {
      const answer = await forge(on, click, (payload) => {
        payload.actions = [
          { ...payload.actions[0], action_id: actionId, value: change(click.actions[0]?.value ?? '') },
        ];
      });
      expect(answer.status).toBe(200);
    }
    const said = await heard(on, 'U0JOAN', 5);
    for (const one of said) expect(one).toMatch(/I don’t have this request|You can’t decide this one/);
    expect(await statuses(on)).toEqual(['pending']);
    expect(await events(on, 'item-approved')).toEqual([]);
    expect(logged(on, 'a click was refused')).toHaveLength(5);
  });

  it.each(['withdraw', 'sent', 'iqies-steps', 'another-role', 'open-card'])(
    'the button %s of another person’s request: refused in words',
    async (actionId) => {
      const click = await approveClick();
      const requestId = click.actions[0]?.value?.split('|')[0] ?? '';
      const answer = await forge(on, click, (payload) => {
        payload.actions = [{ ...payload.actions[0], action_id: actionId, value: requestId }];
        asUser(payload, 'U0LENA');
      });
      expect(answer.status).toBe(200);
      expect((await heard(on, 'U0JOAN', 1))[0]).toMatch(/Only the person who asked|You can’t decide/);
      expect(await statuses(on)).toEqual(['pending']);
    },
  );

  it.each(['x'.repeat(2000), '', '<script>', 'AAAAAAAAAAAAAAAAAAAAAA'])(
    'a request id like "%.12s" on every other button: answered in words',
    async (value) => {
      const click = await approveClick();
      for (const actionId of ['withdraw', 'sent', 'iqies-steps', 'another-role', 'open-card']) {
        const answer = await forge(on, click, (payload) => {
          payload.actions = [{ ...payload.actions[0], action_id: actionId, value }];
        });
        expect(answer.status).toBe(200);
      }
      await heard(on, 'U0JOAN', 5);
    },
  );

  it('a rejection with a reason and a role that there are not', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'other');
    expect((await joan.submit()).status).toBe(200);
    expect(modal(joan.screen()).errors).toContain('Say in a few words why.');
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      const option = (value: string) => ({ selected_option: { value, text: { type: 'plain_text', text: 'x' } } });
      payload.view.state.values = {
        reason: { reason: { type: 'radio_buttons', ...option('wrong-role') } },
        'better-role': { 'better-role': { type: 'static_select', ...option('no-such-role') } },
        words: { words: { type: 'plain_text_input', value: null } },
      } as never;
    });
    expect(JSON.stringify(answer.body)).toContain('Choose the role that would be right.');
    expect(await statuses(on)).toEqual(['pending']);
    await joan.fill('words', 'y'.repeat(500));
    await joan.submit();
    expect(await statuses(on)).toEqual(['rejected']);
    await on.delivered();
    expect(words(saying(on.as('U0ANA').screen(), 'did not approve')[0]?.blocks ?? [])).toContain('yyy');
    expectPrivateLog(on, 'yyy');
  });

  it('a rejection of 501 characters, and one with a secret: refused, nothing kept', async () => {
    await ask(on, 'U0ANA', 'assessment-submitter', '165326');
    const joan = on.as('U0JOAN');
    await press(joan, 'reject');
    await joan.fill('reason', 'other');
    await joan.fill('words', 'The password is Tr0ub4dor99');
    await joan.submit();
    expect(modal(joan.screen()).errors).toContain('I kept nothing');
    const answer = await forge(on, payloadOf(lastOf(on, 'U0JOAN')), (payload) => {
      payload.view.state.values.words = { words: { type: 'plain_text_input', value: 'y'.repeat(501) } };
    });
    expect(JSON.stringify(answer.body)).toContain('At most 500 characters');
    expect(await statuses(on)).toEqual(['pending']);
    expect(JSON.stringify(await on.bot.database.db.selectFrom('private_text').selectAll().execute())).not.toContain(
      'Tr0',
    );
    expectPrivateLog(on, 'Tr0ub4dor99');
  });
});

function statusOf(method: string, path: string): Promise<number> {
  const { hostname, port } = new URL(on.bot.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end();
  });
}
