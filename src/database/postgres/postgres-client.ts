import type { Duplex } from 'node:stream';
import pg from 'pg';

type Connected = (error: Error | null, client?: pg.Client) => void;

/** Called by pg's connection with each stream that it reads: first the socket, then perhaps TLS over it. */
interface Reading {
  attachListeners(stream: Duplex): void;
}

/** pg's client with fixes for failed logins. */
export class PostgresClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // pg throws an uncatchable error for an unknown message, such as a request for Kerberos.
    const reading = this.connection as unknown as Reading;
    const attach = reading.attachListeners.bind(reading);
    reading.attachListeners = (stream) => {
      attach(stream);
      for (const listener of stream.listeners('data')) {
        stream.off('data', listener as () => void);
        stream.on('data', (bytes: Buffer) => {
          try {
            listener(bytes);
          } catch (error) {
            this.connection.emit('error', error);
          }
        });
      }
    };
  }

  // pg leaves the socket to the server, which may keep it, and this process, open for a minute.
  override connect(): Promise<pg.Client>;
  override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void;
  override connect(callback?: (...given: never[]) => void): unknown {
    const connected = super.connect();
    connected.catch(() => this.connection.stream.destroy());
    if (callback === undefined) return connected;
    const settle = callback as Connected;
    connected.then(
      (client) => settle(null, client),
      (error: Error) => settle(error),
    );
    return undefined;
  }
}
