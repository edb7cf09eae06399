import type { KindName } from '../../shared/kinds/kinds.ts';
import { uuid } from '../../shared/primitives.ts';
import type { Compartment } from '../../shared/roles.ts';
import { byId } from './byId.ts';
import type { Reader } from './deps.ts';
import { knownCommand } from './known.ts';
import type { CommandArgs, Description, Subject } from './description.ts';

/** An argument, if it is an id. */
export const idIn = (args: CommandArgs, key: string): string | null => uuid.safeParse(args[key]).data ?? null;

type Row = Record<string, unknown>;

type Find = (reader: Reader, id: string) => Promise<Row[]>;

const rowOf = async (reader: Reader, operationId: string, kind: KindName, id: string): Promise<Row | null> => {
  const [found] = await (byId(kind) as unknown as Find)(reader, id);
  return found?.['operationId'] === operationId ? found : null;
};

/** The row as it stands: what it was joined with, where it was. */
const standing = async (reader: Reader, operationId: string, kind: KindName, id: string): Promise<Row | null> => {
  let found = await rowOf(reader, operationId, kind, id);
  while (found?.['mergedInto']) found = await rowOf(reader, operationId, kind, String(found['mergedInto']));
  return found;
};

/** A command that nobody here knows is of the guest it names, if it names one. */
const unknown: Description['about'] = { kind: 'person', by: 'personId', against: null };

/** The row a command would change, or `null` where there is none yet, or it is about none. */
export const subjectOf = async (
  reader: Reader,
  operationId: string,
  name: string,
  args: CommandArgs,
): Promise<Subject | null> => {
  const known = knownCommand(name);
  const about = known ? known.about : unknown;
  const id = about && idIn(args, about.by);
  if (!about || !id) return null;
  const isName = about.kind === 'personIdentity';
  const found = await standing(reader, operationId, isName ? 'person' : about.kind, id);
  if (!found) return null;
  const changed = isName ? await rowOf(reader, operationId, about.kind, String(found['id'])) : found;
  const personId = about.kind === 'person' || isName ? found['id'] : (found['personId'] ?? null);
  return {
    kind: about.kind,
    id: String(found['id']),
    operationId,
    personId: personId as string | null,
    centreId: String(found['centreId']),
    rowVersion: Number(changed?.['rowVersion'] ?? 0),
    compartment: (found['compartment'] as Compartment | undefined) ?? null,
  };
};
