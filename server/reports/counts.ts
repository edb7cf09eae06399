import type { Change } from '../../shared/sync.ts';
import type { Deps, Reader } from '../deps.ts';
import type { Audience } from '../sync/project.ts';

/** The counts silver command may see, one row for the operation and one a centre. */
export const countsFor = async (
  _reader: Reader,
  _deps: Deps,
  _operationId: string,
  _audience: Audience,
): Promise<Change[]> => [];
