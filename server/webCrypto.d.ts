/** Types that Node has as browsers do, and names elsewhere: the server is compiled without those of browsers. */
type CryptoKey = import('node:crypto').webcrypto.CryptoKey;
type JsonWebKey = import('node:crypto').webcrypto.JsonWebKey;
