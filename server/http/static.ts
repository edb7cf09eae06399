import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../../shared/problems.ts';
import type { Env } from './types.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** @throws Problem `not-found` where the address is no text */
const pathOf = (encoded: string): string => {
  try {
    const path = normalize(decodeURIComponent(encoded));
    if (!path.includes('\0')) return path;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  throw new Problem('not-found');
};

/**
 * The built client. Nothing private is served from here. Names under /assets carry a hash and may be kept for a
 * year; a path without a file is one of the client's own screens.
 */
export const staticFiles =
  (root: string): MiddlewareHandler<Env> =>
  async (c) => {
    const path = pathOf(c.req.path);
    const type = types[extname(path)];
    const inside = join(root, path);
    if (!inside.startsWith(root) || path.startsWith('/api')) throw new Problem('not-found');
    const isFile =
      type !== undefined &&
      (await stat(inside).then(
        (it) => it.isFile(),
        () => false,
      ));
    if (type && !isFile) throw new Problem('not-found');
    const body = await readFile(isFile ? inside : join(root, 'index.html'));
    c.header(
      'Cache-Control',
      isFile && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return c.body(new Uint8Array(body), 200, { 'Content-Type': isFile && type ? type : (types['.html'] as string) });
  };
