import { BOX_MAX, seal } from '../../shared/sealing.ts';
import type { Author } from './author.ts';
import type { Waiting } from './database.ts';
import { keyFor } from './keys.ts';
import { NotSaved } from './notSaved.ts';
import type { Pending } from './pending.ts';

/** Locks a command away so that not even this device can read it back. @throws NotSaved, DOMException */
export const sealed = async ({ id, name, args, occurredAt, operationId }: Pending, by: Author): Promise<Waiting> => {
  const to = await keyFor(operationId);
  if (!to) throw new NotSaved('key');
  const header = { v: 1, id, keyId: to.keyId, authorId: by.id, deviceId: by.device?.id ?? null } as const;
  const item = await seal(to.key, header, { name, args, occurredAt }, by.device?.key ?? null);
  if (item.box.length > BOX_MAX) throw new NotSaved('large');
  return { item, operationId, ...(by.device ? {} : { owner: by.id }) };
};
