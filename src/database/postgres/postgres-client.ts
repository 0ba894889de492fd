import pg from 'pg';

type Connected = (error: Error | null, client?: pg.Client) => void;

/** pg's client, which leaves the socket of a login that failed to the server: that may keep it, and this process, a minute. */
export class PostgresClient extends pg.Client {
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
