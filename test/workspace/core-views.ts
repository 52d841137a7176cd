/** Views and blocks of the workspace's tests. */
import type { ActionsBlock, ModalView, SectionBlock, View } from '@slack/web-api';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

export function nameForm(words = 'Who are you?', extra: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'who',
    private_metadata: 'draft-1',
    title: plain('Name'),
    submit: plain('Send'),
    close: plain('Leave'),
    blocks: [
      { type: 'section', block_id: 'words', text: plain(words) },
      {
        type: 'input',
        block_id: 'name',
        label: plain('Full name'),
        element: { type: 'plain_text_input', action_id: 'name', max_length: 20 },
      },
      {
        type: 'input',
        block_id: 'role',
        optional: true,
        label: plain('Role'),
        element: {
          type: 'static_select',
          action_id: 'role',
          options: [
            { text: plain('Viewer'), value: 'viewer' },
            { text: plain('Submitter'), value: 'submitter' },
          ],
          initial_option: { text: plain('Viewer'), value: 'viewer' },
        },
      },
      {
        type: 'input',
        block_id: 'facility',
        optional: true,
        label: plain('Facility'),
        element: { type: 'external_select', action_id: 'facility', min_query_length: 2 },
      },
    ],
    ...extra,
  };
}

export const option = (value: string) => ({ text: plain(value), value });

export const closer = (title: string): View => ({
  type: 'modal',
  title: plain(title),
  blocks: [{ type: 'section', block_id: 'more', text: plain(`More about ${title}`) }],
});

export const card: (SectionBlock | ActionsBlock)[] = [
  { type: 'section', block_id: 'facts', text: plain('Ana asks') },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'approve', text: plain('Approve'), value: 'r1', style: 'primary' },
      { type: 'button', action_id: 'reject', text: plain('Reject'), value: 'r1' },
    ],
  },
];
