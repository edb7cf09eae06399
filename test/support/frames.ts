/** Frames as anybody could send them over a socket: of the library's own wire, beneath what a client of ours can say. */
import type { Person } from './app.ts';
import { oddities, pick, spoilt } from './spoilt.ts';

type Random = () => number;

const text = (value: unknown): string => JSON.stringify(value) ?? 'null';
const noise = (random: Random): string =>
  Array.from({ length: Math.floor(random() * 40) }, () => String.fromCharCode(Math.floor(random() * 0x300))).join('');

/** One that is read whatever is in it: the line stays. @param ask a question as it should be */
export const mild = (random: Random, ask: object): string => {
  const whole = text(spoilt(random, ask));
  // Twice of it still fits one frame.
  const made = whole.length < 30_000 ? whole : 'null';
  const name = pick(random, ['unsubscribe', '__proto__', 'changes', 'message', '']);
  return pick<() => string>(random, [
    () => `42["subscribe",${made}]`,
    () => `42["subscribe",${made}]`,
    () => `42["subscribe",${made},${made}]`,
    () => `42["subscribe",${text(pick(random, oddities))}]`,
    () => '42["subscribe"]',
    () => `42["subscribe",${'['.repeat(3000)}${']'.repeat(3000)}]`,
    () => `42["subscribe",${text('x'.repeat(pick(random, [1000, 60_000])))}]`,
    () => `42${Math.floor(random() * 1e9)}["subscribe",${made}]`,
    () => `42["${name}",${made}]`,
    () => `43${Math.floor(random() * 100)}[${made}]`,
    () => `40/x,${text(pick(random, [{}, { token: 1 }]))}`,
  ])();
};

/** One after which the server may well close this line. */
export const wild = (random: Random, ask: object): string | Uint8Array => {
  const made = text(spoilt(random, ask));
  const number = pick(random, ['0', '-1', '1e9', '"0"']);
  return pick<() => string | Uint8Array>(random, [
    () => `42["subscribe",${made}`.slice(0, Math.floor(random() * 40) + 2),
    () => `42["${pick(random, ['connect', 'disconnect', 'disconnecting', 'error'])}",${made}]`,
    () => `42${text(pick(random, oddities))}`,
    () => `4${Math.floor(random() * 9)}${noise(random)}`,
    () => `4${Math.floor(random() * 7)}${Math.floor(random() * 1e9)}["subscribe",${made}]`,
    () => `45${pick(random, ['1', '0', '-1', '9999999999', ''])}-["subscribe",{"_placeholder":true,"num":${number}}]`,
    () => `40${pick(random, ['', '{}', '/__proto__,{}', `/${'n'.repeat(500)},`])}`,
    () => `${pick(random, ['0', '2', '3', '5', '6', '7', 'b', ''])}${noise(random)}`,
    () => `b${noise(random)}`,
    () => Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256)),
    () => `42["subscribe",${text('x'.repeat(80_000))}]`,
    () => `42/x,["subscribe",${made}]`,
    () => '41',
    () => '1',
  ])();
};

export interface RawSocket {
  send(it: string | Uint8Array): void;
  /** Everything that has come so far. */
  readonly heard: readonly string[];
  /** Resolves once something like it has come; `false` where the line was closed before. */
  hears(what: RegExp): Promise<boolean>;
  /** Resolves when the server has read everything before, and closed its end. */
  close(): Promise<void>;
}

/** A line of its own, with the handshake done. */
export const rawSocket = async (url: string, { cookie }: Person): Promise<RawSocket> => {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  // Node’s own takes headers, which the type of a browser’s does not know.
  const socket = new WebSocket(address, { headers: { cookie, origin: url } } as never);
  const heard: string[] = [];
  const looks = new Set<() => void>();
  const look = (): void => looks.forEach((it) => it());
  socket.addEventListener('message', ({ data }) => {
    heard.push(String(data));
    // What asks whether anybody is there is answered, as by every client.
    if (data === '2' && socket.readyState === WebSocket.OPEN) socket.send('3');
    look();
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  socket.addEventListener('close', look);
  socket.addEventListener('error', look);
  const over = (): boolean => socket.readyState >= WebSocket.CLOSING;
  const hears = (what: RegExp): Promise<boolean> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = heard.some((it) => what.test(it));
        if (!found && !over()) return;
        looks.delete(check);
        resolve(found);
      };
      looks.add(check);
      check();
    });
  if (!(await hears(/^0/))) throw new Error('a socket was not let in');
  socket.send('40');
  if (!(await hears(/^40/))) throw new Error('a socket was not connected');
  return {
    heard,
    hears,
    send: (it) => {
      if (!over()) socket.send(it as string);
    },
    close: () => {
      socket.close();
      return closed;
    },
  };
};
