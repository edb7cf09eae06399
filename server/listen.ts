/** Where the line ends and our answers begin: also what Node refuses before any route has seen it is told as all else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Problem } from '../shared/problems.ts';
import type { Log } from './engine/deps.ts';
import { safeguards } from './http/guards.ts';
import { problemOf } from './http/problem.ts';

const malformed = (detail: string) => new Problem('malformed-request', { detail });
const notHttp = () => malformed('This is no HTTP request that Haven can read');
const noAddress = () => malformed('The address, or the name of the host that was asked, cannot be read');

const late = () => new Problem('too-slow', { detail: 'It took too long to come in. Send it again' });
const byCode: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () => new Problem('headers-too-large', { detail: 'Send at most 16 KB of them' }),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new Problem('too-large', { detail: 'Send the body without chunk extensions' }),
  ERR_HTTP_REQUEST_TIMEOUT: late,
};

const headersOf = (body: string): Record<string, string> => ({
  ...Object.fromEntries(safeguards),
  'Cache-Control': 'no-store',
  'Content-Type': 'application/problem+json',
  'Content-Length': String(Buffer.byteLength(body)),
  Connection: 'close',
});

/** The answer last begun on each line. */
const answering = new WeakMap<Duplex, ServerResponse>();

const isUnderWay = (socket: Duplex): boolean => {
  const answer = answering.get(socket);
  return answer !== undefined && answer.headersSent && !answer.writableFinished;
};

/** What Node could not make a request of. Where nobody listens any more, or an answer is under way, nothing is said. */
const refuseUnread = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (!socket.writable || isUnderWay(socket) || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = (byCode[error.code ?? ''] ?? notHttp)().body();
  const body = JSON.stringify(problem);
  const lines = Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = problem;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
};

/** HTTP/1.1 asks for a host's name; older checks of whether we run have none. */
const namesNoHost = ({ headers, httpVersion }: IncomingMessage): boolean =>
  headers.host === undefined && httpVersion === '1.1';

const refuse = (outgoing: ServerResponse, problem: Problem): void => {
  const body = JSON.stringify(problem.body());
  outgoing.writeHead(problem.status, headersOf(body)).end(body);
};

type Fetch = Parameters<typeof getRequestListener>[0];
type Certificate = Pick<ServerOptions, 'cert' | 'key'>;

/** Not listening yet. */
export const makeListener = (fetch: Fetch, hostname: string, log: Log, certificate?: Certificate): Server => {
  const errorHandler = (error: unknown): Response => {
    const isAddress = error instanceof Error && error.name === 'RequestError';
    const problem = isAddress ? noAddress().body() : problemOf(error, log);
    const body = JSON.stringify(problem);
    return new Response(body, { status: problem.status, headers: headersOf(body) });
  };
  const answer = getRequestListener(fetch, { hostname, errorHandler });
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answering.set(incoming.socket, outgoing);
    if (namesNoHost(incoming)) refuse(outgoing, noAddress());
    else void answer(incoming, outgoing);
  };
  // Looked at above, so that the refusal is one of ours.
  const options = { requireHostHeader: false };
  const server: Server = certificate
    ? createSecureServer({ ...options, ...certificate }, listener)
    : createServer(options, listener);
  // An expectation that we do not know may be left unmet.
  return server.on('checkExpectation', listener).on('clientError', refuseUnread);
};
