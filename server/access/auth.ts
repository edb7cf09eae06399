import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { and, eq, isNull } from 'drizzle-orm';
import * as users from '../../db/schema/users.ts';
import { MAX_PASSWORD } from '../../shared/signIn.ts';
import { MIN_PASSWORD } from '../../shared/users.ts';
import type { Deps } from '../engine/deps.ts';

/** Idle minutes end a session; so do these hours, used or not. */
export const IDLE_MINUTES = 15;
export const SESSION_HOURS = 8;

export interface AuthSettings {
  baseUrl: string;
  secureCookies: boolean;
}

/** `__Host-`: browsers take it only from this very host, over TLS, for every path. */
const cookieName = (secure: boolean): string => (secure ? '__Host-haven' : 'haven.session_token');

/** Marks that someone came; false where they may not. */
const comes = async (deps: Pick<Deps, 'db'>, userId: string): Promise<boolean> => {
  const { user } = users;
  const marked = await deps.db
    .update(user)
    .set({ lastSeenAt: new Date() })
    .where(and(eq(user.id, userId), isNull(user.disabledAt)))
    .returning({ id: user.id });
  return marked.length > 0;
};

/**
 * The library checks passwords and makes sessions, called by our own routes. Its handler is mounted nowhere, so
 * none of its other routes can be reached. Reading a session is ours too: see session.ts.
 */
export const makeAuth = (deps: Pick<Deps, 'db' | 'keys' | 'newId'>, settings: AuthSettings) =>
  betterAuth({
    appName: 'Haven',
    baseURL: settings.baseUrl,
    secret: deps.keys.session,
    telemetry: { enabled: false },
    database: drizzleAdapter(deps.db, { provider: 'pg', schema: users }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Refused after the password was checked, so it takes as long as any other refusal.
    databaseHooks: { session: { create: { before: ({ userId }) => comes(deps, userId) } } },
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: { name: cookieName(settings.secureCookies), attributes: { secure: settings.secureCookies } },
      },
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => deps.newId() },
    },
    logger: { disabled: true },
  });

export type Auth = ReturnType<typeof makeAuth>;
