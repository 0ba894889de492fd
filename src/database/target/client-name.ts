/** What a server's list of sessions shows for this process. `client` is `user@host`. */
export function clientName(client: string | undefined): string {
  return `tierctl ${client ?? ''} pid ${process.pid}`.replace('  ', ' ');
}
