/**
 * For a container's health check: ends with 0 where Haven and its database answer on this machine. Its certificate is
 * not looked at: it is made out to the name people use.
 */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';

const { HAVEN_TLS_CERT, PORT = '3000' } = process.env;
const ask = HAVEN_TLS_CERT ? secure : plain;
const asked = ask({ host: '127.0.0.1', port: PORT, path: '/readyz', rejectUnauthorized: false, timeout: 12_000 });
asked.on('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
asked.on('timeout', () => asked.destroy(new Error(`Nothing answers on port ${PORT}`)));
asked.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
asked.end();
