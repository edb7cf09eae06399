import { BOX_MAX, makeSealingKit, seal, type SealingKit } from '../../shared/sealing.ts';
import type { Author } from './author.ts';
import type { Waiting } from './database.ts';
import { keyFor } from './keys.ts';
import { NotSaved } from './notSaved.ts';
import type { Pending } from './pending.ts';

/** Long enough for the screen to show what was said as saved. */
const NEXT_KIT_MS = 300;
/** The next item's own key, by the key it will be sealed to: made ahead, while nobody waits. */
const kits = new Map<CryptoKey, Promise<SealingKit>>();

const takeKit = (to: CryptoKey): Promise<SealingKit> => {
  const kit = kits.get(to) ?? makeSealingKit(to);
  kits.delete(to);
  return kit;
};
const layOut = (to: CryptoKey): void => {
  if (!kits.has(to)) kits.set(to, makeSealingKit(to));
};

/** Locks a command away so that not even this device can read it back. @throws NotSaved, DOMException */
export const sealed = async ({ id, name, args, occurredAt, operationId }: Pending, by: Author): Promise<Waiting> => {
  const to = await keyFor(operationId);
  if (!to) throw new NotSaved('key');
  const header = { v: 1, id, keyId: to.keyId, authorId: by.id, deviceId: by.device?.id ?? null } as const;
  const item = await seal(to.key, header, { name, args, occurredAt }, by.device?.key ?? null, takeKit(to.key));
  setTimeout(() => layOut(to.key), NEXT_KIT_MS);
  if (item.box.length > BOX_MAX) throw new NotSaved('large');
  return { item, operationId, ...(by.device ? {} : { owner: by.id }) };
};
