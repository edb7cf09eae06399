import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Auth } from './auth.ts';
import type { Env } from '../http/types.ts';

/**
 * `device`: this browser is a tablet of ours. `turn`: a tablet session, opened by PIN. `known`: see knownDevice.ts.
 * `wall`: this screen shows a wall.
 */
export type CookieKind = 'device' | 'turn' | 'known' | 'wall';

/** Browsers keep a cookie for 400 days at most. A tablet ends with its centre, and a wall with its operation, long before. */
const LONG = 400 * 86_400;
export const TABLET_SESSION_HOURS = 12;
const seconds: Record<CookieKind, number> = {
  device: LONG,
  turn: TABLET_SESSION_HOURS * 3600,
  known: LONG,
  wall: LONG,
};

const isSecure = async (auth: Auth): Promise<boolean> =>
  (await auth.$context).authCookies.sessionToken.attributes.secure ?? false;

const nameOf = (kind: CookieKind, secure: boolean): string => (secure ? `__Host-haven-${kind}` : `haven.${kind}`);

export const newToken = (): string => randomBytes(32).toString('base64url');
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What these headers hold under that name. */
export const textIn = async (auth: Auth, headers: Headers, kind: CookieKind): Promise<string | undefined> => {
  const name = nameOf(kind, await isSecure(auth));
  return parse(headers.get('cookie') ?? '', name)[name];
};

/** The digest of the token these headers hold, or `null`. */
export const digestIn = async (auth: Auth, headers: Headers, kind: CookieKind): Promise<Buffer | null> => {
  const token = await textIn(auth, headers, kind);
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? digestOf(token) : null;
};

const attributes = (secure: boolean) => ({ path: '/', secure, httpOnly: true, sameSite: 'Strict' }) as const;

export const giveCookie = async (c: Context<Env>, auth: Auth, kind: CookieKind, token: string): Promise<void> => {
  const secure = await isSecure(auth);
  setCookie(c, nameOf(kind, secure), token, { ...attributes(secure), maxAge: seconds[kind] });
};

export const takeCookie = async (c: Context<Env>, auth: Auth, kind: CookieKind): Promise<void> => {
  const secure = await isSecure(auth);
  deleteCookie(c, nameOf(kind, secure), attributes(secure));
};
