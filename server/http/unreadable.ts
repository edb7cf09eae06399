import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemSlug } from '../../shared/problems.ts';

const slugs: Record<string, ProblemSlug> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** The whole answer to what never became a request. */
const answerTo = (code: string | undefined): string => {
  const body = new Problem(slugs[code ?? ''] ?? 'malformed-request').body();
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    text,
  ].join('\r\n');
};

/** What Node itself cannot read is refused in the manner of everything else. */
export const refuseUnreadable = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Gone, or in the middle of an answer: nothing can be said there.
    const isAnswering = Boolean(Reflect.get(socket, '_httpMessage'));
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) socket.destroy(error);
    else socket.end(answerTo(error.code));
  });
};
