import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { clouds } from '#channels/teams/clouds.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';

/**
 * The one place through which every HTTP request and WebSocket of a live bot goes out, libraries' included. Mail and the
 * database are no HTTP: their one address each comes from the configuration and from nowhere else.
 */

/** A host with its port where the configuration names one; an end of names where it begins with a dot, on 443 only. */
export type AllowedHost = string;

/** Something wanted to talk to a host that is none of the configured platforms'. */
class OutboundRefused extends Error {
  override name = 'OutboundRefused';
  readonly code = 'OUTBOUND_REFUSED';
}

/** Whom a bot with this configuration may talk to. */
export function allowedHosts({ slack, teams, provisioning, traces }: Config): AllowedHost[] {
  const hosts: AllowedHost[] = [];
  if (slack !== null) {
    const own = hostOf(slack.apiUrl ?? 'https://slack.com/');
    hosts.push(own, own.replace(/^.*\b(slack(?:-gov)?\.com):443$/, '.$1'));
  }
  if (teams !== null && teams.login !== null) {
    const { endpoints, serviceHosts } = clouds[teams.cloud];
    hosts.push(...serviceHosts.map((host) => (host.startsWith('.') ? host : `${host}:443`)));
    hosts.push(...Object.values(endpoints).flatMap((value) => (typeof value === 'string' ? [hostOf(value)] : [])));
    // Microsoft's library may ask here which of its clouds it talks to.
    hosts.push('login.microsoftonline.com:443');
    if (teams.openIdMetadataUrl !== null) hosts.push(hostOf(teams.openIdMetadataUrl));
  }
  // An emulator on this computer.
  if (teams !== null && teams.login === null) hosts.push('localhost', '127.0.0.1', '[::1]');
  if (provisioning !== null) hosts.push(hostOf(provisioning.url));
  if (traces !== null) hosts.push(hostOf(traces.url));
  return [...new Set(hosts)];
}

/** @returns whether a host of the list is meant; a name alone stands for all of its ports */
export function isAllowed(hosts: readonly AllowedHost[], url: URL): boolean {
  const { hostname } = url;
  const place = hostOf(url.href);
  return hosts.some((host) =>
    host.startsWith('.')
      ? place.endsWith(':443') && (hostname.endsWith(host) || hostname === host.slice(1))
      : host === place || host === hostname,
  );
}

/** From now on this process talks to no other host over HTTP. What tries is refused, and logged with the host alone. */
export function guardOutbound(hosts: readonly AllowedHost[], log: Logger): void {
  const check = (url: URL) => {
    if (isAllowed(hosts, url)) return;
    log.error({ host: hostOf(url.href) }, 'a request to a host that is none of the configured ones was refused');
    throw new OutboundRefused('this host is none of the configured ones');
  };
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    check(new URL(input instanceof Request ? input.url : input));
    // A redirect would lead on to a host that nobody looked at.
    return send(input, { ...init, redirect: init?.redirect === 'manual' ? 'manual' : 'error' });
  };
  guardModule(http, 'http:', check);
  guardModule(https, 'https:', check);
  syncBuiltinESMExports();
}

function guardModule(module: typeof http | typeof https, protocol: string, check: (url: URL) => void): void {
  const send = module.request.bind(module) as (...args: unknown[]) => http.ClientRequest;
  const request = (...args: unknown[]) => {
    check(targetOf(args, protocol));
    return send(...args);
  };
  const get = (...args: unknown[]) => request(...args).end();
  Object.assign(module, { request, get });
}

/** Where a call of http.request goes: an address, options, or both. */
function targetOf([first, second]: unknown[], protocol: string): URL {
  const named = typeof first === 'string' || first instanceof URL ? new URL(first) : null;
  const options = ((named === null ? first : second) ?? {}) as http.RequestOptions;
  const host = options.hostname ?? options.host ?? named?.hostname ?? 'localhost';
  const port = options.port ?? options.defaultPort ?? named?.port ?? '';
  const bare = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return new URL(`${named?.protocol ?? options.protocol ?? protocol}//${bare}${port === '' ? '' : `:${port}`}`);
}

/** Name and port, the port said in full. */
function hostOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === 'http:' || protocol === 'ws:' ? '80' : '443')}`;
}
