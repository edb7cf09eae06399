import { createHmac } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Clock } from '../../server/engine/deps.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import type { Changes } from '../../shared/sync.ts';
import type { Answer, Loose, Person, Sending } from './app.ts';
import { Mirror } from './mirror.ts';

/** The cookie that the server would have set for a session. */
export const cookieFor = (secret: string, token: string): string => {
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `haven.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
};

const answerOf = async (response: Response): Promise<Answer<Loose>> => {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : null,
    text,
    replay: response.headers.get('idempotent-replay') === 'true',
  };
};

type Http = Pick<Person, 'send' | 'get' | 'post'>;

const overHttp = (url: string, cookie: string): Http => {
  const send: Person['send'] = async (path: string, { method = 'GET', body, headers = {} }: Sending = {}) => {
    const identified = cookie === '' ? headers : { cookie, ...headers };
    const sent = body === undefined ? {} : { body: body as BodyInit };
    return answerOf(await fetch(`${url}${path}`, { method, headers: identified, ...sent }));
  };
  const post: Person['post'] = (path, body) =>
    send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return { send, get: (path) => send(path), post };
};

const commanding = ({ post }: Http, clock: Clock): Pick<Person, 'command' | 'done'> => {
  const order: Person['command'] = (name, args, envelope = {}) =>
    post(`/api/commands/${name}`, {
      id: envelope.id ?? uuidv7(),
      args,
      occurredAt: envelope.occurredAt ?? clock.now().toISOString(),
    });
  return {
    command: order,
    done: async (name, args, envelope) => {
      const answer = await order(name, args, envelope);
      if (answer.status !== 200) throw new Error(`${name} was refused: ${answer.status} ${answer.text}`);
      return answer.body.result;
    },
  };
};

const pulling = ({ send }: Http): Pick<Person, 'pull' | 'mirror'> => {
  const pull: Person['pull'] = async (operationId, since = 0, query = '') => {
    const answer = await send(`/api/operations/${operationId}/pull?since=${since}${query}`);
    if (answer.status !== 200) throw new Error(`Pull was refused: ${answer.status} ${answer.text}`);
    return answer.body as Changes;
  };
  return {
    pull,
    mirror: async (operationId, wall = false) =>
      new Mirror(await pull(operationId, 0, wall ? '&wall=1' : ''), wall ? '&wall=1' : ''),
  };
};

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });

interface Asking {
  url: string;
  clock: Clock;
  /** Every socket that is opened, to be closed with the app. */
  sockets: Socket[];
}

/** Makes somebody who asks the server at this address, by the cookie they hold. */
export const whoAsks =
  ({ url, clock, sockets }: Asking) =>
  (cookie: string, known: Pick<Person, 'userId' | 'name' | 'sessionId'>): Person => {
    const http = overHttp(url, cookie);
    return {
      ...known,
      cookie,
      ...http,
      ...commanding(http, clock),
      ...pulling(http),
      socket: async () => {
        const socket = io(url, { extraHeaders: { cookie, origin: url }, transports: ['websocket'], forceNew: true });
        sockets.push(socket);
        await connected(socket);
        return socket;
      },
    };
  };
