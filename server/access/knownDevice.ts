/**
 * A cookie that says in which browser an account has been signed in to before. It is no credential: it opens nothing,
 * and only keeps what strangers try at that account from slowing its own person. Signed, one signature an account, so
 * that it names none and nobody can make one for an account of somebody else.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import type { Auth } from './auth.ts';
import { giveCookie, textIn } from './cookies.ts';

/** A shared desk. Whoever signed in longest ago is forgotten first. */
const MOST = 12;
const FORM = /^([\w-]{22})((?:~[\w-]{22}){1,12})$/;

type Keys = Pick<Deps, 'keys'>;

const signatureFor = ({ keys }: Keys, device: string, email: string): string =>
  createHmac('sha256', keys.session)
    .update(`known device\n${device}\n${email.toLowerCase()}`)
    .digest('base64url')
    .slice(0, 22);

const read = async (auth: Auth, headers: Headers): Promise<{ device: string; signatures: string[] } | null> => {
  const [, device, signatures] = FORM.exec((await textIn(auth, headers, 'known')) ?? '') ?? [];
  return device && signatures ? { device, signatures: signatures.slice(1).split('~') } : null;
};

const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The device these headers come from, where this account has been used on it; otherwise `null`. */
export const knownDevice = async (deps: Keys, auth: Auth, headers: Headers, email: string): Promise<string | null> => {
  const cookie = await read(auth, headers);
  if (!cookie) return null;
  const due = signatureFor(deps, cookie.device, email);
  return cookie.signatures.some((it) => same(it, due)) ? cookie.device : null;
};

/** This account has been used here now. */
export const rememberDevice = async (deps: Keys, auth: Auth, c: Context<Env>, email: string): Promise<void> => {
  const cookie = await read(auth, c.req.raw.headers);
  const device = cookie?.device ?? randomBytes(16).toString('base64url');
  const own = signatureFor(deps, device, email);
  const others = (cookie?.signatures ?? []).filter((it) => it !== own);
  await giveCookie(c, auth, 'known', [device, own, ...others].slice(0, MOST + 1).join('~'));
};
