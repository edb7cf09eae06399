import { asc, desc, eq } from 'drizzle-orm';
import { centre, operation } from '../../db/schema/operations.ts';
import type { Grant } from '../../shared/roles.ts';
import type { Reader } from '../engine/deps.ts';
import type { Row } from '../../shared/kinds/views.ts';
import { audienceOf, project } from '../engine/project.ts';

const asRow = (row: object): Row => JSON.parse(JSON.stringify(row)) as Row;

/** The operations someone has a place in, newest first, each with the centres they may know of. */
export const listOperations = async (reader: Reader, grants: readonly Grant[]): Promise<Row[]> => {
  const operations = await reader.select().from(operation).orderBy(desc(operation.openedAt));
  const centres = await reader.select().from(centre).orderBy(asc(centre.doorsAt), asc(centre.name));
  return operations.flatMap((it) => {
    const audience = audienceOf(grants, it.id, false);
    const shown = audience && project('operation', asRow(it), audience);
    if (!audience || !shown) return [];
    const own = centres.filter((c) => c.operationId === it.id);
    return [
      { ...shown, centres: own.flatMap((c) => project('centre', asRow({ ...c, centreId: c.id }), audience) ?? []) },
    ];
  });
};

/** The state of an operation, or `null` where there is none. */
export const operationState = async (reader: Reader, id: string) => {
  const [found] = await reader.select({ state: operation.state }).from(operation).where(eq(operation.id, id));
  return found?.state ?? null;
};
