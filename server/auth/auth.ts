import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import * as users from '../../db/schema/users.ts';
import type { Deps } from '../deps.ts';

/** Idle minutes end a session; so do these hours, used or not. */
export const IDLE_MINUTES = 15;
export const SESSION_HOURS = 8;
export const MIN_PASSWORD = 12;
/** Carries the peer's address to the library's limiter: a forwarded header could be forged. */
export const PEER_HEADER = 'x-haven-peer';

export interface AuthSettings {
  baseUrl: string;
  secureCookies: boolean;
}

/** Sign-in with everything that has hurt others switched off: no self-sign-up, no cookie cache, no plugins. */
export const makeAuth = (deps: Pick<Deps, 'db' | 'keys' | 'newId'>, settings: AuthSettings) =>
  betterAuth({
    appName: 'Haven',
    baseURL: settings.baseUrl,
    basePath: '/api/auth',
    secret: deps.keys.session,
    telemetry: { enabled: false },
    database: drizzleAdapter(deps.db, { provider: 'pg', schema: users }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: 128 },
    session: { expiresIn: IDLE_MINUTES * 60, updateAge: 60, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      // A hall shares one address, so this only slows a flood; tries at one account are counted apart.
      customRules: { '/sign-in/email': { window: 60, max: 60 } },
    },
    advanced: {
      cookiePrefix: 'haven',
      useSecureCookies: settings.secureCookies,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [PEER_HEADER] },
      database: { generateId: () => deps.newId() },
    },
    // Requests come through routes of our own, which check where they are from.
    trustedOrigins: ['*'],
    logger: { disabled: true },
  });

export type Auth = ReturnType<typeof makeAuth>;
