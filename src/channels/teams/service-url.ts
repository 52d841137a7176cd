/** The bot's messages and its token go to the service URL of an activity. Only Microsoft's own are taken. */

/** @returns whether messages may be sent to this address */
export type ServiceUrlCheck = (serviceUrl: string) => boolean;

/** @param hosts exact names, or ends of names that begin with a dot @param local the one service URL of a local connector */
export function serviceUrlCheck(hosts: readonly string[], local: string | null): ServiceUrlCheck {
  return (serviceUrl) => {
    if (local !== null && serviceUrl === local) return true;
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
    if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
      return false;
    if (url.search !== '' || url.hash !== '') return false;
    return hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host));
  };
}

/** For an emulator on this computer, where nothing is authenticated: its own address, whatever the port. */
export function isLoopbackUrl(serviceUrl: string): boolean {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
