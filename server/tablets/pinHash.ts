import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { derive } from '../engine/derive.ts';
import type { Deps } from '../engine/deps.ts';

/** 32 MB and less than a tenth of a second: among six digits it is the pepper that counts. See decision record 8. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const LENGTH = 32;

/** Six digits are few, so a copied database alone must not be enough to try them all. */
const peppered = ({ keys }: Pick<Deps, 'keys'>, pin: string): Buffer =>
  createHmac('sha256', derive(keys.audit, 'pins')).update(pin).digest();

const stretch = (password: Buffer, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** `scrypt$<salt>$<hash>`, base64url. */
export const hashPin = async (deps: Pick<Deps, 'keys'>, pin: string): Promise<string> => {
  const salt = randomBytes(16);
  return ['scrypt', salt.toString('base64url'), (await stretch(peppered(deps, pin), salt)).toString('base64url')].join(
    '$',
  );
};

/** Takes as long where there is no hash to compare with. */
export const isPin = async (deps: Pick<Deps, 'keys'>, pin: string, hash: string | null): Promise<boolean> => {
  const [, salt = '', due = ''] = (hash ?? '').split('$');
  const made = await stretch(peppered(deps, pin), Buffer.from(salt, 'base64url'));
  const kept = Buffer.from(due, 'base64url');
  return kept.length === LENGTH && timingSafeEqual(made, kept);
};
