/** A one-time link made on this device. The server is told only the digest, so nobody can read the link there. */
export interface MadeLink {
  url: string;
  tokenHash: string;
}

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const hex = (bytes: Uint8Array): string => [...bytes].map((it) => it.toString(16).padStart(2, '0')).join('');

export const makeLink = async (): Promise<MadeLink> => {
  const token = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return { url: `${location.origin}/join#${token}`, tokenHash: hex(new Uint8Array(digest)) };
};
