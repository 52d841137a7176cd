import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key that signs, with what others need to check it. */
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

/** The keys of the pretended Microsoft. */
export interface Keys {
  /** Signs what goes to the bot; published. */
  channel: SigningKey;
  /** Signs the tokens that the bot gets. */
  login: SigningKey;
  /** Published nowhere. */
  stranger: SigningKey;
}

let made: Promise<Keys> | null = null;

/** The one key set of this process: the SDK remembers keys by address for 24 hours, and addresses come back. */
export function processKeys(): Promise<Keys> {
  made ??= makeKeys();
  return made;
}

async function makeKeys(): Promise<Keys> {
  const [channel, login, stranger] = await Promise.all([
    makeKey('channel-1'),
    makeKey('login-1'),
    makeKey('channel-1'),
  ]);
  return { channel, login, stranger };
}

async function makeKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
}
