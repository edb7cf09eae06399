import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const ROUNDS = 4096;

/**
 * What PostgreSQL keeps of a password: it can be put into `create role`, and so into a log, without telling the
 * password, which is long and made by chance.
 */
export const scramVerifier = (password: string): string => {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, 'sha256');
  const keyOf = (whose: string) => createHmac('sha256', salted).update(`${whose} Key`).digest();
  const stored = createHash('sha256').update(keyOf('Client')).digest('base64');
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString('base64')}$${stored}:${keyOf('Server').toString('base64')}`;
};
