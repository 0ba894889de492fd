/** The name of this process in a server's list of sessions. `client` is `user@host`. */
export function clientName(client: string | undefined): string {
  return `tierctl ${client ?? ''} pid ${process.pid}`.replace('  ', ' ');
}
