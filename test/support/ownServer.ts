import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';

const pem = (what: string): Buffer =>
  readFileSync(path.resolve(import.meta.dirname, `../fixtures/test-only-localhost.${what}.pem`));

/** Bytes of the message by which a client asks for TLS. */
const ASKS_FOR_TLS = 8;

/** Says yes to TLS, as PostgreSQL does, and takes it off. */
const takeOffTls = async (client: Socket): Promise<Socket> => {
  while (client.read(ASKS_FOR_TLS) === null) await once(client, 'readable');
  client.write('S');
  return new TLSSocket(client, {
    isServer: true,
    secureContext: createSecureContext({ cert: pem('cert'), key: pem('key') }),
  });
};

export interface OwnServer {
  /** For DATABASE_URL. */
  url: string;
  stop(): void;
}

/** A database server's socket, offered over TCP as a server of somebody's own is: in the clear, or by TLS. */
export const offerOverTcp = async (
  socketPath: string,
  account: string,
  { tls }: { tls: boolean },
): Promise<OwnServer> => {
  const open = new Set<Socket>();
  const join = async (client: Socket): Promise<void> => {
    open.add(client);
    const end = () => {
      open.delete(client);
      server.destroy();
      client.destroy();
    };
    const server = connect(socketPath);
    server.on('error', end).on('close', end);
    client.on('error', end).on('close', end);
    const plain = tls ? await takeOffTls(client) : client;
    plain.on('error', end);
    plain.pipe(server).pipe(plain);
  };
  const listener = createServer((client) => void join(client).catch(() => client.destroy()));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    url: `postgres://${account}@127.0.0.1:${port}/haven${tls ? '?sslmode=require' : ''}`,
    stop: () => {
      listener.close();
      for (const client of open) client.destroy();
    },
  };
};
