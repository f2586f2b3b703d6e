import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A time stamp authority on loopback that stamps with OpenSSL, so that what it sends is not of our own making. */
export interface TimeAuthority {
  readonly url: string;
  /** The certificate that its stamps are checked against. */
  readonly certificate: string;
  /** Requests that came in, as they were sent. */
  readonly requests: readonly Buffer[];
  /** From now on answers every request with these bytes, or honestly again. */
  readonly answerWith: (bytes: Uint8Array | undefined) => void;
  readonly close: () => Promise<void>;
}

/** Whether this machine has an OpenSSL that can stamp. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['ts', '-help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const CONFIG = (folder: string): string => `
[req]
distinguished_name = name
x509_extensions = stamping
prompt = no
[name]
CN = tsa.example
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
serial = ${folder}/serial
signer_digest = sha256
digests = sha256
default_policy = 1.2.3.4.1
ess_cert_id_alg = sha256
`;

export async function timeAuthority(): Promise<TimeAuthority> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-tsa-'));
  const file = (name: string): string => path.join(folder, name);
  await writeFile(file('tsa.cnf'), CONFIG(folder));
  await writeFile(file('serial'), '01\n');
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('key.pem'), '-out', file('cert.pem'), '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-config', file('tsa.cnf'), ...made], { stdio: 'ignore' });
  const requests: Buffer[] = [];
  let fixed: Uint8Array | undefined;
  const stamp = async (request: Buffer): Promise<Uint8Array> => {
    await writeFile(file('request.tsq'), request);
    const signer = [
      '-inkey',
      file('key.pem'),
      '-signer',
      file('cert.pem'),
      '-config',
      file('tsa.cnf'),
      '-section',
      'tsa',
    ];
    execFileSync('openssl', ['ts', '-reply', '-queryfile', file('request.tsq'), ...signer, '-out', file('reply.tsr')], {
      stdio: 'ignore',
    });
    return readFile(file('reply.tsr'));
  };
  const server = createServer((incoming, outgoing) => {
    void incoming.toArray().then(async (chunks: Buffer[]) => {
      const request = Buffer.concat(chunks);
      requests.push(request);
      outgoing.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(fixed ?? (await stamp(request)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    certificate: file('cert.pem'),
    requests,
    answerWith: (bytes) => void (fixed = bytes),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
