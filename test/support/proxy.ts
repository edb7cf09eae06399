import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pause } from './random.ts';

/** How bad the line is. Chances are from 0 to 1; whatever is left out does no harm. */
export interface Weather {
  /** Milliseconds that everything takes in either direction. */
  latency: number;
  /** Bytes per second in either direction. */
  rate: number;
  /** That a piece on its way up cuts the connection instead. */
  resets: number;
  /** That what Haven answers is lost, and the connection with it: it was done, and nobody hears. */
  lostReplies: number;
  /** That everything a connection sent is sent once more, later: doubled and out of order. */
  repeats: number;
  /** `refused`: nobody listens. `silent`: everything is swallowed, and no end is told. */
  dark: 'refused' | 'silent' | null;
}

export const fairWeather: Weather = { latency: 0, rate: Infinity, resets: 0, lostReplies: 0, repeats: 0, dark: null };

export interface FaultProxy {
  url: string;
  weather: Weather;
  /** Cuts every connection there is. */
  cut(): void;
  /** What it has done to the line, to see that a test had weather at all. */
  done: Record<'resets' | 'lostReplies' | 'repeats' | 'refused' | 'cut', number>;
  /** Pieces that silence has swallowed. */
  swallowed: number;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Latest a doubled request arrives after the first, in milliseconds. */
const REPEAT_WITHIN = 600;
const REMEMBERED = 512 * 1024;

/** A line between tablets and Haven that knows nothing but bytes. */
export const faultProxy = async (upstream: string, random: () => number): Promise<FaultProxy> => {
  const { hostname, port } = new URL(upstream);
  const open = new Set<Socket>();
  const late = new Set<Promise<void>>();
  const proxy: FaultProxy = {
    url: '',
    weather: { ...fairWeather },
    done: { resets: 0, lostReplies: 0, repeats: 0, refused: 0, cut: 0 },
    swallowed: 0,
    cut: () => {
      proxy.done.cut += open.size;
      for (const socket of open) socket.resetAndDestroy();
    },
    settled: async () => {
      while (late.size > 0) await Promise.all(late);
    },
    stop: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await proxy.settled();
    },
  };
  const chance = (of: 'resets' | 'lostReplies'): boolean => {
    const happens = random() < proxy.weather[of];
    if (happens) proxy.done[of] += 1;
    return happens;
  };

  const sendAgain = async (sent: Buffer): Promise<void> => {
    await pause(random() * REPEAT_WITHIN);
    const again = connect(Number(port), hostname);
    again.on('error', () => undefined);
    again.resume();
    again.write(sent);
    // Whatever is answered, nobody is there to hear it.
    await Promise.race([once(again, 'close').catch(() => undefined), pause(1500)]);
    again.destroy();
  };

  const join = (client: Socket): void => {
    const server = connect(Number(port), hostname);
    const sent: Buffer[] = [];
    let size = 0;
    const twice = random() < proxy.weather.repeats;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    open.add(client);
    carry(client, server, (piece) => {
      if (chance('resets')) {
        client.resetAndDestroy();
        return false;
      }
      size += piece.length;
      if (size <= REMEMBERED) sent.push(piece);
      return true;
    });
    carry(server, client, () => {
      if (!chance('lostReplies')) return true;
      client.resetAndDestroy();
      return false;
    });
    client.on('error', end).on('close', () => {
      open.delete(client);
      server.destroy();
      if (sent.length === 0 || size > REMEMBERED || !twice) return;
      proxy.done.repeats += 1;
      const repeat = sendAgain(Buffer.concat(sent)).finally(() => late.delete(repeat));
      late.add(repeat);
    });
    server.on('error', end).on('close', () => client.end());
  };

  /** Takes pieces over in their order, as slowly as the weather wants. `lets` says no where one is lost. */
  const carry = (from: Socket, to: Socket, lets: (piece: Buffer) => boolean): void => {
    let line = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      const { latency, rate, dark } = proxy.weather;
      if (dark === 'silent') {
        proxy.swallowed += 1;
        return;
      }
      line = line.then(async () => {
        const wait = latency + (piece.length / rate) * 1000;
        if (wait > 0) await pause(wait);
        if (!to.destroyed && lets(piece)) to.write(piece);
      });
    });
  };

  const server = createServer((client) => {
    if (proxy.weather.dark === 'refused') {
      proxy.done.refused += 1;
      client.on('error', () => undefined).resetAndDestroy();
      return;
    }
    join(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
};
