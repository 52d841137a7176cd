/** How the people of a measurement are known in Teams. */

export const appId = '00000000-0000-4000-8000-00000000b07a';
export const tenantId = '00000000-0000-4000-8000-0000000be4c4';

/** What Teams calls somebody whom the measurement calls `id`. */
export const inTeams = (id: string) => ({
  objectId: `object-${id.toLowerCase()}`,
  userId: `29:${id}`,
  conversationId: `a:${id}`,
});
