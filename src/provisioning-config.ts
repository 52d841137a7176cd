import { z } from 'zod';
import { keyOf } from '#channels/webhook/sign.ts';

/** The part of the configuration that is about the operator's own system, which sets roles up. */

export interface ProvisioningConfig {
  url: string;
  key: Buffer;
  mayBePrivate: boolean;
}

/** Variables that begin with PROVISIONING. */
export const provisioningVariables = {
  PROVISIONING: z.enum(['manual', 'webhook', '']).default(''),
  PROVISIONING_WEBHOOK_URL: z
    .string()
    .refine(isUsable, 'is a web address that begins with https://; http:// only on this computer')
    .optional(),
  PROVISIONING_WEBHOOK_SECRET: z
    .string()
    .refine((secret) => keyOf(secret) !== null, 'is whsec_ and 24 to 64 bytes in base64')
    .optional(),
  PROVISIONING_WEBHOOK_PRIVATE: z.enum(['0', '1', '']).default(''),
};

function isUsable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);

type Values = z.infer<z.ZodObject<typeof provisioningVariables>>;

/** What keeps a start from working. */
export function provisioningProblems(values: Values): string[] {
  const { PROVISIONING: how, PROVISIONING_WEBHOOK_URL: url, PROVISIONING_WEBHOOK_SECRET: secret } = values;
  if (how !== 'webhook')
    return url === undefined && secret === undefined
      ? []
      : [
          'PROVISIONING_WEBHOOK_URL and PROVISIONING_WEBHOOK_SECRET are used with PROVISIONING=webhook only. Set it, or take them out.',
        ];
  return [
    ...(url === undefined ? ['PROVISIONING_WEBHOOK_URL is missing: where approvals are posted to.'] : []),
    ...(secret === undefined
      ? ['PROVISIONING_WEBHOOK_SECRET is missing: whsec_ and 24 to 64 random bytes in base64, the same on both sides.']
      : []),
  ];
}

/** null: done by hand. */
export function provisioningFrom(values: Values): ProvisioningConfig | null {
  const key = keyOf(values.PROVISIONING_WEBHOOK_SECRET ?? '');
  const url = values.PROVISIONING_WEBHOOK_URL;
  if (values.PROVISIONING !== 'webhook' || url === undefined || key === null) return null;
  return { url, key, mayBePrivate: values.PROVISIONING_WEBHOOK_PRIVATE === '1' };
}
