import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Tokens of workspaces as they are kept: AES-256-GCM, bound to their workspace, so that a row that was copied to another
 * workspace opens no more than one that was changed.
 */

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;
const boundTo = (teamId: string) => Buffer.from(`slack-bot-token/${teamId}`);

/** @param key 32 bytes */
export function seal(token: string, teamId: string, key: Buffer): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(boundTo(teamId));
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** @param keys the first one is the one in use. @returns the token and which key opened it; null: none did */
export function unseal(sealed: string, teamId: string, keys: readonly Buffer[]): { token: string; by: number } | null {
  const [form, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (form !== version || bytes.length <= ivBytes + tagBytes) return null;
  for (const [by, key] of keys.entries()) {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(boundTo(teamId))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      const token = Buffer.concat([cipher.update(bytes.subarray(ivBytes + tagBytes)), cipher.final()]);
      return { token: token.toString('utf8'), by };
    } catch {
      // Not with this key.
    }
  }
  return null;
}
