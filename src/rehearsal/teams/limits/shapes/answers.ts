/** What a bot answers to an invoke: dialogs, presses, type-ahead, searches from the message box. */
import type { Shape } from './shape.ts';

const attachment = { contentType: 'string', content: 'any' } as const;

export const ANSWERS: Readonly<Record<string, Shape>> = {
  /** task/fetch and task/submit */
  dialog: { needs: { task: '=Task' }, may: { cacheInfo: 'object' } },
  Task: { needs: { type: 'continue|message', value: ['string', '=TaskInfo'] }, may: {} },
  TaskInfo: {
    needs: {},
    may: {
      title: 'string',
      height: ['number', 'small|medium|large'],
      width: ['number', 'small|medium|large'],
      card: '=CardAttachment',
      url: 'string',
      fallbackUrl: 'string',
      completionBotId: 'string',
    },
  },
  CardAttachment: { needs: attachment, may: { name: 'string' } },
  /** adaptiveCard/action */
  execute: { needs: { statusCode: 'integer', type: 'string', value: 'any' }, may: {} },
  /** application/search */
  search: { needs: { statusCode: 'integer', type: 'string', value: '=SearchValue' }, may: {} },
  SearchValue: { needs: { results: '=SearchResult[]' }, may: { $skipToken: 'string' } },
  SearchResult: { needs: { title: 'string', value: 'string' }, may: { $top: 'number' } },
  /** composeExtension/query */
  query: { needs: { composeExtension: '=Extension' }, may: { cacheInfo: 'object' } },
  Extension: {
    needs: { type: 'result|message|auth|config' },
    may: {
      attachmentLayout: 'list|grid',
      attachments: '=FoundAttachment[]',
      text: 'string',
      suggestedActions: 'object',
      responseType: 'string',
    },
  },
  FoundAttachment: { needs: attachment, may: { preview: '=Preview', name: 'string', thumbnailUrl: 'string' } },
  Preview: { needs: attachment, may: {} },
};
