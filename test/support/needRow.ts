import { eq } from 'drizzle-orm';
import { need } from '../../db/schema/people.ts';
import type { TestApp } from './app.ts';

/** A need as it is kept: nobody is sent all kinds of them. */
export const needRow = async (app: TestApp, id: string | undefined): Promise<typeof need.$inferSelect> => {
  const [found] = await app.deps.db
    .select()
    .from(need)
    .where(eq(need.id, id ?? ''));
  if (!found) throw new Error(`No need ${id}`);
  return found;
};
