/** Socket.IO with nothing around it: `POST /payload` says what to send, each `POST /write` sends it to every socket. */
import { createServer, type IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { Changes } from '../../shared/sync.ts';

const read = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const part of request) text += String(part);
  return JSON.parse(text) as Record<string, unknown>;
};

let payload: Changes = { operationId: '', from: 0, to: 0, view: '', changes: [] };
let seq = 0;

const http = createServer((request, response) => {
  const answer = (body: unknown) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  read(request).then(
    (body) => {
      if (request.url === '/payload') {
        payload = body as unknown as Changes;
        answer({});
        return;
      }
      seq += 1;
      io.to('all').emit('changes', { ...payload, from: seq - 1, to: seq });
      answer({ seq });
    },
    () => response.destroy(),
  );
});

const io = new Server(http, { serveClient: false, maxHttpBufferSize: 64 * 1024 });
io.on('connection', (socket) => {
  socket.on('subscribe', () => {
    void socket.join('all');
    socket.emit('changes', { ...payload, changes: [], from: seq, to: seq });
  });
});

http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  console.log(`Bare at http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`);
});
