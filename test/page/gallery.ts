/** One of every block and element that the page can show, within Slack's limits. */
import type { JsonObject } from '#rehearsal/slack/contract.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value: string, more?: string) => ({
  text: plain(text),
  value,
  ...(more ? { description: plain(more) } : {}),
});

export const XSS = '<img src=x onerror="document.title=1"> & <script>alert(1)</script>';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const FACILITIES = [
  option('Bloomfield Care Center (165326)', '165326', 'Nursing home, Bloomfield, IA'),
  option('Bloomington Home Health (157402)', '157402', 'Home health agency, Bloomington, IN'),
  option('Cedar Rapids Hospice (161588)', '161588', 'Hospice, Cedar Rapids, IA'),
];

export const MESSAGE_BLOCKS: JsonObject[] = [
  { type: 'header', block_id: 'head', text: plain('Ana Ruiz asks for Assessment Submitter') },
  {
    type: 'section',
    block_id: 'facts',
    text: mrkdwn('For *Bloomfield Care Center* (`165326`), asked by <@U0ANA> :hourglass_flowing_sand:'),
    fields: [
      mrkdwn('*Could do*\nupload patient assessments'),
      mrkdwn('*Asked*\n<!date^1790000000^{date_short} {time}|then>'),
    ],
  },
  {
    type: 'section',
    block_id: 'words',
    text: mrkdwn(`> quoted\n_italic_ ~gone~ <https://iqies.cms.gov|iQIES> ${escaped(XSS)}`),
  },
  { type: 'divider', block_id: 'line' },
  {
    type: 'rich_text',
    block_id: 'rich',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Do this ' },
          { type: 'text', text: 'now', style: { bold: true } },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Sign in to iQIES' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Open the request' }] },
        ],
      },
    ],
  },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'approve', text: plain('Approve'), style: 'primary', value: 'r1' },
      {
        type: 'button',
        action_id: 'reject',
        text: plain('Reject'),
        style: 'danger',
        value: 'r1',
        confirm: {
          title: plain('Reject this?'),
          text: mrkdwn('Ana will be *told*.'),
          confirm: plain('Reject'),
          deny: plain('Keep'),
        },
      },
      { type: 'button', action_id: 'read', text: plain('Read more'), url: 'https://qtso.cms.gov' },
      { type: 'overflow', action_id: 'more', options: [option('Details', 'details'), option('Write to Ana', 'write')] },
    ],
  },
  { type: 'context', block_id: 'foot', elements: [mrkdwn('Two officials were asked.'), plain('Ref 1042')] },
];

export const HOME_BLOCKS: JsonObject[] = [
  { type: 'header', block_id: 'hello', text: plain('Your iQIES access') },
  {
    type: 'card',
    block_id: 'banner',
    title: mrkdwn('*Your discipline is missing*'),
    body: mrkdwn('iQIES asks for it with the next request.'),
  },
  {
    type: 'section',
    block_id: 'request',
    text: mrkdwn('*Assessment Submitter*\nBloomfield Care Center, waiting for Joan Lee'),
    accessory: { type: 'button', action_id: 'details', text: plain('Details'), value: 'r1' },
  },
  {
    type: 'section',
    block_id: 'state',
    text: mrkdwn('Show requests of'),
    accessory: {
      type: 'static_select',
      action_id: 'pick_state',
      placeholder: plain('Choose a State'),
      option_groups: [
        { label: plain('Midwest'), options: [option('Iowa', 'IA'), option('Indiana', 'IN')] },
        { label: plain('West'), options: [option('Utah', 'UT')] },
      ],
    },
  },
  { type: 'divider', block_id: 'line' },
  {
    type: 'actions',
    block_id: 'new',
    elements: [{ type: 'button', action_id: 'new', text: plain('Ask for a role'), style: 'primary' }],
  },
];

const input = (id: string, label: string, element: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: id, ...element },
  ...more,
});

export function formView(note: string): JsonObject {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain('Ask for a role'),
    submit: plain('Send'),
    close: plain('Cancel'),
    notify_on_close: true,
    blocks: [
      { type: 'alert', block_id: `note_${note.length}`, level: 'info', text: plain(note) },
      input(
        'name',
        'Full name',
        { type: 'plain_text_input', placeholder: plain('As in HARP') },
        { hint: plain('First and last name.') },
      ),
      input('email', 'Work e-mail', { type: 'email_text_input' }),
      input('facility', 'Facilities', { type: 'multi_external_select', min_query_length: 2 }),
      input('role', 'Role', {
        type: 'static_select',
        options: [option('Assessment Submitter', 'submitter'), option('Assessment Viewer', 'viewer')],
      }),
      input('kind', 'You work for', {
        type: 'radio_buttons',
        options: [
          option('A provider', 'provider'),
          option('A vendor', 'vendor', 'A company that submits for providers'),
        ],
      }),
      input('agree', 'You confirm', { type: 'checkboxes', options: [option('I need this for my work', 'yes')] }),
      input('surveys', 'Surveys a year', { type: 'number_input', is_decimal_allowed: false }, { optional: true }),
      input('from', 'From', { type: 'datepicker' }, { optional: true }),
      input(
        'states',
        'States',
        { type: 'multi_static_select', options: [option('Iowa', 'IA'), option('Utah', 'UT')] },
        { optional: true },
      ),
      input('who', 'Security official', { type: 'external_select', min_query_length: 0 }, { optional: true }),
      input('reason', 'Reason', { type: 'plain_text_input', multiline: true, max_length: 60 }, { optional: true }),
      {
        type: 'actions',
        block_id: 'steps',
        elements: [
          { type: 'button', action_id: 'explain', text: plain('What is this?') },
          { type: 'button', action_id: 'closer', text: plain('Look closer') },
        ],
      },
    ],
  };
}

export const CLOSER_VIEW: JsonObject = {
  type: 'modal',
  title: plain('Closer'),
  blocks: [
    { type: 'section', block_id: 'closer', text: mrkdwn('Nothing to fill in here.') },
    {
      type: 'actions',
      block_id: 'last',
      elements: [{ type: 'button', action_id: 'noop', text: plain('A last button') }],
    },
  ],
};
