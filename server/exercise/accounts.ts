import { randomBytes } from 'node:crypto';
import { accessGrant, account, user } from '../../db/schema/users.ts';
import type { RoleName } from '../../shared/roles.ts';
import type { Auth } from '../access/auth.ts';
import type { Deps } from '../engine/deps.ts';

/** Invented people; `everywhere` roles hold from the start, the others get theirs when the operation opens. */
export const demoPeople = [
  { key: 'planner', name: 'Tess Okafor', everywhere: 'planner' },
  { key: 'manager', name: 'Sam Whitlock', everywhere: null },
  { key: 'volunteer', name: 'Meera Sandhu', everywhere: null },
  { key: 'silver', name: 'Supt J Oldknow', everywhere: null },
  { key: 'admin', name: 'Alex Thorpe', everywhere: 'administrator' },
] as const satisfies readonly { key: string; name: string; everywhere: RoleName | null }[];

export type DemoKey = (typeof demoPeople)[number]['key'];

export const demoEmail = (key: DemoKey): string => `${key}@haven.example`;

export const makePassword = (): string => randomBytes(12).toString('base64url');

/** Makes the demonstration's accounts and answers their ids. */
export const makeDemoAccounts = async (deps: Deps, auth: Auth, password: string): Promise<Record<DemoKey, string>> => {
  const hashed = await (await auth.$context).password.hash(password);
  const ids: Partial<Record<DemoKey, string>> = {};
  for (const { key, name, everywhere } of demoPeople) {
    const id = deps.newId();
    ids[key] = id;
    await deps.db.insert(user).values({ id, name, email: demoEmail(key), emailVerified: true });
    const login = { accountId: id, providerId: 'credential', userId: id, password: hashed };
    await deps.db.insert(account).values({ id: deps.newId(), ...login });
    if (!everywhere) continue;
    const grant = { id: deps.newId(), userId: id, role: everywhere, grantedBy: 'demonstration', grantedAt: new Date() };
    await deps.db.insert(accessGrant).values(grant);
  }
  return ids as Record<DemoKey, string>;
};
