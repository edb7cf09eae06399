import { readFileSync } from 'node:fs';
import path from 'node:path';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** Files in PEM: a certificate with those that vouch for it, and its key. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

const remedy =
  'Set HAVEN_TLS_CERT and HAVEN_TLS_KEY to the PEM files of a certificate and its key, or, where a proxy with a certificate stands before Haven, HAVEN_URL to the https:// address people use. To use Haven on this machine only, leave HOST out.';

const certificateFiles = (env: NodeJS.ProcessEnv): CertificateFiles | undefined => {
  const { HAVEN_TLS_CERT: cert, HAVEN_TLS_KEY: key } = env;
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new Error('HAVEN_TLS_CERT and HAVEN_TLS_KEY belong together: set both, or neither.');
  return { cert: path.resolve(cert), key: path.resolve(key) };
};

const publicUrl = (given: string | undefined): string | undefined => {
  if (!given) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url.origin;
  throw new Error(`HAVEN_URL must be the https:// address people use, such as https://haven.example, not "${given}".`);
};

/** How people reach this server. @throws Error where anybody on the way could read along, with what to set */
export const readTransport = (env: NodeJS.ProcessEnv, host: string) => {
  const certificate = certificateFiles(env);
  const url = publicUrl(env['HAVEN_URL']);
  if (!isLoopback(host) && !certificate && !url?.startsWith('https:')) {
    throw new Error(
      `HOST is "${host}", and from elsewhere Haven is used over HTTPS only: tablets cannot work offline without it, and anybody on the way could read along. ${remedy}`,
    );
  }
  return { certificate, publicUrl: url };
};

const readPem = (file: string, name: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`${name} names ${file}, which cannot be read.`, { cause });
  }
};

/** @throws Error that names the file which cannot be read */
export const readCertificate = ({ cert, key }: CertificateFiles): Certificate => ({
  cert: readPem(cert, 'HAVEN_TLS_CERT'),
  key: readPem(key, 'HAVEN_TLS_KEY'),
});
