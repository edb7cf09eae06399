import type { AskedOf } from '../../shared/contract.ts';
import type { Exchanges, Orders, Queries } from '../../shared/routes/all.ts';

type Asked = Record<string, unknown>;
type Routes = Queries & Exchanges & Orders;

/** Where a query or an exchange is asked: its path with what it names, and after a `?` whatever else was given. */
export const urlOf = <P extends keyof Routes>(path: P, params: AskedOf<Routes[P]>): string => {
  const rest = new URLSearchParams();
  const named = new Set<string>();
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
    named.add(name);
    return encodeURIComponent(String((params as Asked)[name]));
  });
  for (const [name, value] of Object.entries(params as Asked)) {
    if (named.has(name)) continue;
    for (const it of [value].flat()) if (it !== undefined) rest.append(name, String(it));
  }
  return rest.size > 0 ? `${filled}?${rest}` : filled;
};
