// A server in front of the PostgreSQL server of the tests, which speaks TLS or does not, and remembers how it was spoken to.
import { readFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';

/** A file of test/fixtures/tls. The server's certificate is for `localhost`, of `authority.crt`, and valid for a century. */
export function tlsFile(name: 'authority.crt' | 'other-authority.crt' | 'server.crt' | 'server.key'): string {
  return fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));
}

export interface EncryptingProxy {
  readonly port: number;
  /** How each connection went on, in their order. */
  readonly seen: readonly ('tls' | 'plain')[];
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** What the server answers to the question for TLS: `garbage` is a yes that is followed by no handshake. */
  readonly tls: 'offered' | 'absent' | 'garbage';
  /** Whether it refuses connections without encryption. */
  readonly required?: boolean;
}

const TLS_QUESTION = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Passes on to the server of `url`. */
export async function encryptingProxy(url: string, options: ProxyOptions): Promise<EncryptingProxy> {
  const { hostname, port } = new URL(url);
  const [cert, key] = await Promise.all([readFile(tlsFile('server.crt')), readFile(tlsFile('server.key'))]);
  const seen: ('tls' | 'plain')[] = [];
  const open = new Set<Socket>();

  const passOn = (client: Socket, first?: Buffer) => {
    const server = connect(Number(port), hostname);
    open.add(server);
    if (first !== undefined) server.write(first);
    client.pipe(server).pipe(client);
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
    client.on('close', () => server.destroy());
  };

  const proxy = createServer((client) => {
    open.add(client);
    client.on('error', () => undefined);
    client.once('data', (first: Buffer) => {
      if (!first.equals(TLS_QUESTION)) {
        seen.push('plain');
        if (options.required === true) client.end(refusal());
        else passOn(client, first);
        return;
      }
      if (options.tls === 'absent') {
        client.end('N');
        return;
      }
      client.pause();
      client.write('S');
      if (options.tls === 'garbage') {
        client.end('this is no handshake');
        return;
      }
      const secure = new TLSSocket(client, { isServer: true, cert, key });
      secure.on('error', () => client.destroy());
      secure.once('secure', () => {
        seen.push('tls');
        passOn(secure);
      });
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    seen,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** An error as the server sends it before a login. */
function refusal(): Buffer {
  const fields =
    'SFATAL\0C28000\0Mno pg_hba.conf entry for host "127.0.0.1", user "postgres", no encryption\0\0';
  const message = Buffer.alloc(5 + fields.length);
  message.write('E', 0);
  message.writeInt32BE(4 + fields.length, 1);
  message.write(fields, 5, 'latin1');
  return message;
}
