const UNREACHABLE = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
]);
/** SQLSTATE classes: connection, resources, operator intervention (shutting down, cancelled); and lock timeout. */
const TEMPORARY = /^(08|53|57)...$|^55P03$/;
/** The last code means that a statement sent alongside failed; it can arrive before that statement's own error. */
const CONFLICTING = new Set(['40001', '40P01', '25P02']);

const chain = function* (error: unknown): Generator<{ code?: unknown; constraint_name?: unknown }> {
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth += 1) {
    yield it as Error & { code?: unknown; constraint_name?: unknown };
  }
};

const codeOf = (error: unknown): string | null => {
  for (const it of chain(error)) if (typeof it.code === 'string') return it.code;
  return null;
};

/** The database cannot be reached or cannot answer now: the same request may go through later. */
export const isUnavailable = (error: unknown): boolean => {
  const code = codeOf(error);
  return code !== null && (UNREACHABLE.has(code) || TEMPORARY.test(code) || CONFLICTING.has(code));
};

/** For two transactions that crossed without the database noticing. */
export class Crossed extends Error {
  readonly code = '40001';
}

/** Two transactions crossed: run the whole of this one again. */
export const isConflict = (error: unknown): boolean => CONFLICTING.has(codeOf(error) ?? '');

/** The name of the constraint a row broke, if that is what happened. */
export const brokenConstraint = (error: unknown): string | null => {
  for (const it of chain(error)) {
    if (typeof it.code === 'string' && it.code.startsWith('23') && typeof it.constraint_name === 'string') {
      return it.constraint_name;
    }
  }
  return null;
};
