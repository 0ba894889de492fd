declare module 'pgpass' {
  interface Connection {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
  }

  /** Looks the password up in the file that PGPASSFILE names, else ~/.pgpass, and gives undefined where there is none. */
  function pgpass(connection: Connection, found: (password: string | undefined) => void): void;

  namespace pgpass {
    function warnTo(stream: NodeJS.WritableStream): NodeJS.WritableStream;
  }

  export = pgpass;
}
