import { appsConnectionsOpen } from './apps.ts';
import { blocksValidate } from './blocks.ts';
import { chatDelete, chatPostEphemeral, chatPostMessage, chatUpdate } from './chat.ts';
import { conversationsOpen } from './conversations.ts';
import type { Method } from './method.ts';
import { apiTest, authTest } from './tests.ts';
import { usersInfo, usersLookupByEmail } from './users.ts';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './views.ts';

/** Every method of this workspace; any other name answers unknown_method. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    'api.test': apiTest,
    'apps.connections.open': appsConnectionsOpen,
    'auth.test': authTest,
    'blocks.validate': blocksValidate,
    'chat.delete': chatDelete,
    'chat.postEphemeral': chatPostEphemeral,
    'chat.postMessage': chatPostMessage,
    'chat.update': chatUpdate,
    'conversations.open': conversationsOpen,
    'users.info': usersInfo,
    'users.lookupByEmail': usersLookupByEmail,
    'views.open': viewsOpen,
    'views.publish': viewsPublish,
    'views.push': viewsPush,
    'views.update': viewsUpdate,
  }),
);
