import { io, type Socket } from 'socket.io-client';
import type { Changes } from '../../shared/sync.ts';
import type { Person, TestApp } from './app.ts';

/** A wall that somebody has started, and the code that puts it on a screen. */
export const startWall = async (app: TestApp, by: Person, operationId: string, name = 'Operations room') => {
  const wallId = app.newId();
  await by.done('walls.start', { operationId, wallId, name });
  const made = await by.post(`/api/operations/${operationId}/walls/${wallId}/code`, null);
  return { wallId, code: String(made.body.code) };
};

/** The cookie of the wall that this answer puts on a screen. */
export const wallCookie = (headers: Headers): string => {
  const [cookie = ''] = headers.getSetCookie().filter((it) => it.startsWith('haven.wall='));
  return cookie.split(';')[0] ?? '';
};

/** The screen that shows it. `beside`: the browser's other cookies. */
export const openWall = async (app: TestApp, code: string, beside: Person = app.nobody): Promise<Person> => {
  const answer = await beside.post('/api/wall/open', { code });
  if (answer.status !== 204) throw new Error(`The code was refused: ${answer.status} ${answer.text}`);
  return app.holding([beside.cookie, wallCookie(answer.headers)].filter((it) => it !== '').join('; '));
};

export interface Screen {
  socket: Socket;
  got: Changes[];
  said: string[];
}

/** A socket that says it is a wall's, and asks for nothing less than everything. */
export const watchAsWall = (app: TestApp, { cookie }: Pick<Person, 'cookie'>, operationId: string): Promise<Screen> => {
  const extraHeaders = { cookie, origin: app.url };
  const socket = io(app.url, { extraHeaders, query: { wall: '1' }, transports: ['websocket'], forceNew: true });
  const screen: Screen = { socket, got: [], said: [] };
  return new Promise((resolve, reject) => {
    socket.on('changes', (it: Changes) => {
      screen.got.push(it);
      // What others change meanwhile may come before it.
      if (it.snapshot) resolve(screen);
    });
    for (const event of ['access', 'signedOut', 'refused'] as const) {
      socket.on(event, () => {
        screen.said.push(event);
        if (event === 'refused') resolve(screen);
      });
    }
    socket.on('disconnect', () => screen.said.push('disconnect'));
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
    socket.once('connect', () => socket.emit('subscribe', { operationId, since: 0, wall: false }));
  });
};
