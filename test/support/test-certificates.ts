import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = 'openssl';

export interface TestCertificates {
  /** Paths: the authority, and a client it vouches for. */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** For the server on 127.0.0.1. */
  readonly server: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };
  /** The same for a server whose name is another. */
  readonly otherName: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };
  remove(): void;
}

/** Makes an authority and three certificates that live as long as the test. Needs the openssl command. */
export function makeTestCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'flink-medic-tls-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync(program, args, { stdio: 'ignore' });
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=test-ca',
  );
  const issue = (name: string, altName: string): { ca: Buffer; cert: Buffer; key: Buffer } => {
    const [key, request, cert, extensions] = ['key', 'csr', 'pem', 'ext'].map((end) => at(`${name}.${end}`)) as [
      string,
      string,
      string,
      string,
    ];
    openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${name}`);
    writeFileSync(extensions, `subjectAltName=${altName}\n`);
    const signer = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'];
    openssl('x509', '-req', '-in', request, ...signer, '-out', cert, '-days', '2', '-extfile', extensions);
    return { ca: readFileSync(at('ca.pem')), cert: readFileSync(cert), key: readFileSync(key) };
  };
  const server = issue('server', 'IP:127.0.0.1');
  const otherName = issue('other', 'DNS:other.example');
  issue('client', 'DNS:client.example');
  return {
    caFile: at('ca.pem'),
    certFile: at('client.pem'),
    keyFile: at('client.key'),
    server,
    otherName,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export function hasOpenssl(): boolean {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
