import { Agent, request } from 'node:http';
import type { Arrival } from './guests.ts';

export interface Poster {
  /** @throws where it is refused */
  post(path: string, body: string): Promise<Record<string, unknown>>;
  close(): void;
}

/** Connections that are kept open, with nothing between them and the socket. */
export const poster = (url: string, cookie: string, connections: number): Poster => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = (path: string, body: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const headers = { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const asked = request({ agent, hostname, port, path, method: 'POST', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(text) as Record<string, unknown>);
          else reject(new Error(`${path} was refused: ${String(answer.statusCode)} ${text}`));
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return { post, close: () => agent.destroy() };
};

/** @returns the number of the change */
export const checkInOverHttp = async (to: Poster, guest: Arrival): Promise<number> => {
  const { seq, result } = await to.post('/api/commands/people.checkIn', JSON.stringify(guest));
  if ((result as { personId?: unknown }).personId !== guest.args.personId) throw new Error('the answer is of another');
  return Number(seq);
};
