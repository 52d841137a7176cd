import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allForms } from '#channels/clicks/all.ts';
import type { ClickContext } from '#channels/clicks/click.ts';
import { facts } from '#content/facts.ts';
import type { Member } from '#rehearsal/teams/contract.ts';
import type { TeamsStage } from './harness.ts';
import {
  ask,
  dialog,
  openRequest,
  playStage,
  press,
  pressed,
  pressIn,
  saying,
  send,
  sendReview,
  statuses,
  toReview,
} from './play.ts';

/** Forms that are sent in the stories below; the others are sent where the stories of test/slack are played in Teams. */
const forms = [
  'away',
  'disciplines',
  'name-official',
  'not-helpful',
  'reject',
  'reject-one',
  'request',
  'state-place',
  'state-role',
  'take-back',
  'talk',
] as const;

/** These forms were sent, and Teams had an answer each time. */
function wereSent(...names: (typeof forms)[number][]): void {
  const sent = on.connector.deliveries().filter(({ invoke }) => invoke === 'task/submit');
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
  const found = sent.map(({ activity }) => (activity.value as { data: { action: string; form: string } }).data);
  for (const name of names) expect(found).toContainEqual(expect.objectContaining({ action: 'submit', form: name }));
}

it('the forms of these stories are forms of the bot', () => {
  expect(Object.keys(allForms({} as ClickContext))).toEqual(expect.arrayContaining([...forms]));
});

let on: TeamsStage;
let ana: Member;
let joan: Member;
let raj: Member;
let maria: Member;
beforeEach(async () => {
  on = await playStage(['U0ANA', 'U0JOAN', 'U0RAJ', 'U0MARIA']);
  [ana, joan, raj, maria] = [on.as('U0ANA'), on.as('U0JOAN'), on.as('U0RAJ'), on.as('U0MARIA')];
});
afterEach(async () => {
  expect(on.connector.refusals()).toEqual([]);
  await on.stop();
});

describe('a nurse asks for two facilities in Teams, two officials decide', () => {
  it('goes from the word "request" to a role in iQIES, with every copy true', async () => {
    await toReview(ana, '165326, 165178');
    expect(dialog(ana)).toContain('Joan Lee, joan.lee@valley-care.example; Raj Patel, raj.patel@valley-care.example');
    await sendReview(on, ana);
    expect(dialog(ana)).toContain('Sent to Joan Lee, Raj Patel and Maria Gomez');
    expect(dialog(ana)).toContain('165326\n165178');
    const [card = ''] = saying(joan, 'Ana Ruiz asks for Assessment Submitter');
    expect(card).toContain('BLOOMFIELD CARE CENTER (165326)');
    expect(card).not.toContain('AASE');
    expect(saying(maria, 'Ana Ruiz asks')[0]).toContain('AASE HAUGEN HOME (165178)');

    await pressed(on, 'U0JOAN', 'approve');
    expect(saying(joan, 'You approved Ana for BLOOMFIELD CARE CENTER')).toHaveLength(1);
    expect(saying(raj, 'Joan Lee approved BLOOMFIELD CARE CENTER')).toHaveLength(1);
    expect(saying(ana, 'Joan Lee approved Assessment Submitter for BLOOMFIELD CARE CENTER')).toHaveLength(1);

    await press(maria, 'reject');
    maria.fill('reason', 'other');
    await send(maria);
    expect(dialog(maria)).toContain('Say in a few words why.');
    maria.fill('words', 'Ask for Viewer.');
    await send(maria);
    await on.delivered();
    expect(maria.screen().dialog).toBeNull();
    wereSent('request', 'reject');
    expect(saying(maria, 'You rejected AASE HAUGEN HOME')).toHaveLength(1);
    expect(saying(ana, 'Reason given: “Ask for Viewer.”')).not.toHaveLength(0);
    expect(saying(ana, 'Assessment Submitter: 1 of 2 approved, 1 of 2 not approved')).toHaveLength(1);

    await pressed(on, 'U0ANA', 'sent');
    expect(saying(joan, 'that it was sent in iQIES')).toHaveLength(1);
    await pressed(on, 'U0JOAN', 'done');
    expect(saying(ana, 'Your role is ready: Assessment Submitter at BLOOMFIELD CARE CENTER')).toHaveLength(1);
    await ana.say('profile');
    expect(saying(ana, 'My Profile')[0]).toContain('Assessment Submitter at BLOOMFIELD CARE CENTER (165326)');
  });

  it('My Profile is posted once, and later changes edit that message', async () => {
    await ana.say('profile');
    expect(saying(ana, 'My Profile')[0]).toContain('You have no pending role requests.');
    await ask(on, 'U0ANA', '165326');
    expect(saying(ana, 'Pending Requests')).toHaveLength(1);
    expect(saying(ana, 'Pending Requests')[0]).toContain('BLOOMFIELD CARE CENTER (165326)');
    await pressed(on, 'U0JOAN', 'approve');
    await pressed(on, 'U0JOAN', 'done');
    expect(saying(ana, 'Pending Requests')).toHaveLength(1);
    expect(saying(ana, 'Pending Requests')[0]).toContain('Assessment Submitter at BLOOMFIELD');
  });
});

describe('the request form in Teams', () => {
  /** At the step where organizations are named. */
  async function toOrganizations(): Promise<void> {
    await openRequest(ana);
    ana.fill('category', 'provider');
    await send(ana);
    ana.fill('role', 'assessment-submitter');
    await send(ana);
  }

  it('facilities come from type-ahead, from the Search button and from a pasted list', async () => {
    await toOrganizations();
    const found = await ana.search('places', 'bloomfield');
    expect(found.map(({ title }) => title).join()).toContain('BLOOMFIELD CARE CENTER');
    ana.fill('places', ['165326']);
    ana.fill('places-search', 'aase');
    await pressIn(ana, 'search:places');
    expect(dialog(ana)).toContain('AASE HAUGEN HOME');
    ana.fill('places', ['165326', '165178']);
    ana.fill('pasted', '165199');
    await send(ana);
    for (const name of ['BLOOMFIELD CARE CENTER', 'AASE HAUGEN HOME', 'CRESTON SPECIALTY CARE'])
      expect(dialog(ana)).toContain(name);
  });

  it('Back keeps what was entered', async () => {
    await toOrganizations();
    ana.fill('pasted', '165326');
    await pressIn(ana, 'back');
    expect(ana.screen().dialog?.values.role).toBe('assessment-submitter');
    await send(ana);
    expect(JSON.stringify(ana.screen().dialog?.values)).toContain('165326');
  });

  it('closing it keeps the draft, and "request" goes on where it was', async () => {
    await toOrganizations();
    ana.fill('pasted', '165326 165178');
    await pressIn(ana, 'close');
    expect(ana.screen().dialog).toBeNull();
    await openRequest(ana);
    expect(JSON.stringify(ana.screen().dialog?.values)).toContain('165326');
    ana.close();
    await openRequest(ana);
    expect(JSON.stringify(ana.screen().dialog?.values)).toContain('165178');
  });

  it('a place without a known official has its ways on, and a name is passed on', async () => {
    await toReview(ana, '165326 165399');
    for (const [way, says] of [
      ['look', facts.officialNameColumn.value],
      ['unsure', facts.serviceCenterPhone.value],
    ]) {
      await pressIn(ana, `way-${way}`);
      expect(dialog(ana)).toContain(says);
    }
    await pressIn(ana, 'way-know');
    ana.fill('official-name', 'Lena Novak');
    await send(ana);
    expect(dialog(ana)).toContain('I passed it on');
    wereSent('name-official');
  });
});

describe('a request in Teams, after it was sent', () => {
  beforeEach(() => ask(on, 'U0ANA', '165326'));

  it('an approval is taken back with a reason, and everybody reads it', async () => {
    await pressed(on, 'U0JOAN', 'approve');
    await press(joan, 'take-back');
    joan.fill('words', 'Wrong person.');
    await send(joan);
    await on.delivered();
    expect(await statuses(on)).not.toContain('approved');
    wereSent('take-back');
    expect(saying(ana, 'Wrong person.')).not.toHaveLength(0);
  });

  it('an official asks a question and the requester answers, under every copy', async () => {
    await press(joan, 'talk-ask');
    joan.fill('words', 'Which unit?');
    await send(joan);
    await on.delivered();
    expect(saying(ana, 'Which unit?')).not.toHaveLength(0);
    await press(ana, 'talk-answer');
    ana.fill('words', 'Unit B, nights.');
    await send(ana);
    await on.delivered();
    wereSent('talk');
    for (const official of [joan, raj])
      expect(saying(official, 'Ana Ruiz asks for Assessment Submitter')[0]).toMatch(
        /Which unit\?[\s\S]*Unit B, nights\./,
      );
  });

  it('Details and My requests open in a dialog, and withdrawing changes every copy', async () => {
    await press(joan, 'details');
    expect(dialog(joan)).toContain('BLOOMFIELD CARE CENTER');
    await ana.say('my requests');
    await press(ana, 'my-requests');
    expect(dialog(ana)).toContain('Assessment Submitter');
    await pressIn(ana, 'close');
    await pressed(on, 'U0ANA', 'withdraw');
    expect(await statuses(on)).toEqual(['withdrawn']);
    for (const official of [joan, raj]) expect(saying(official, 'Ana Ruiz')[0]?.toLowerCase()).toContain('withdr');
  });
});

describe('what people keep about themselves in Teams', () => {
  it('a role that somebody says she has is kept as her word, and an official sees it under Who has what', async () => {
    await ana.say('profile');
    await press(ana, 'state-role');
    ana.fill('role', 'pbj-viewer');
    await send(ana);
    ana.fill('pasted', '165326');
    await send(ana);
    await on.delivered();
    wereSent('state-role', 'state-place');
    expect(dialog(ana)).toContain('PBJ Viewer at BLOOMFIELD CARE CENTER (165326)');
    await joan.say('profile');
    await press(joan, 'who-has-what');
    expect(dialog(joan)).toContain('nobody has checked it');
    await pressIn(joan, 'confirm-statement');
    expect(dialog(joan)).not.toContain('nobody has checked it');
  });

  it('a surveyor chooses disciplines', async () => {
    await ana.say('profile');
    await press(ana, 'state-role');
    ana.fill('role', 'contract-surveyor');
    await send(ana);
    ana.fill('state', 'IA');
    await send(ana);
    await pressIn(ana, 'close');
    await on.delivered();
    await press(ana, 'edit-disciplines');
    ana.fill('disciplines', ['Pharmacist', 'Registered Nurse']);
    await send(ana);
    wereSent('disciplines');
    expect(dialog(ana)).toContain('Surveyor Disciplines: Registered Nurse · Pharmacist');
  });

  it('an answer that did not help is asked about', async () => {
    await ana.say('What is a CCN?');
    await on.delivered();
    await press(ana, 'not-helpful');
    ana.fill('missing', 'Where it is printed.');
    await send(ana);
    wereSent('not-helpful');
    expect(ana.screen().dialog).toBeNull();
  });
});

it('several places are decided one by one, each with its own answer', async () => {
  await on.stop();
  const places = ['165326', '165178'].map((ccn) => [
    'joan.lee@valley-care.example',
    'Joan Lee',
    'Provider Security Official',
    `ccn:${ccn}`,
  ]);
  on = await playStage(['U0ANA', 'U0JOAN'], { officials: places });
  await ask(on, 'U0ANA', '165326 165178');
  const official = on.as('U0JOAN');
  await press(official, 'one-by-one');
  const rows = JSON.stringify(official.screen().dialog?.card).matchAll(/"action":"reject-one","value":"([^"]+)"/g);
  const [, value = ''] = [...rows][0] ?? [];
  await pressIn(official, 'reject-one', value);
  official.fill('reason', 'not-needed');
  await send(official);
  expect(dialog(official)).toContain('You rejected this.');
  wereSent('reject-one');
  await pressIn(official, 'approve-one');
  await on.delivered();
  expect(await statuses(on)).toEqual(['rejected', 'approved']);
  expect(saying(on.as('U0ANA'), '1 of 2 approved, 1 of 2 not approved')).toHaveLength(1);
});
