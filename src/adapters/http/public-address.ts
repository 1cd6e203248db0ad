import { BlockList, isIP, isIPv6 } from 'node:net';
import { UserMistake } from '../../domain/errors.ts';

/** What is not the public internet: this host, private and shared networks, link-local, documentation, multicast, reserved. */
const closedIpv4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Of IPv6 only global unicast is open (2000::/3), less what wraps an IPv4 address or is documentation. Mapped (::ffff:0:0/96),
 * translated (64:ff9b::/96), unique local and link-local addresses lie outside of it.
 */
const closedIpv6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** Says of an address whether it may be connected to. */
export type AddressRule = (address: string) => boolean;

/**
 * @param allowed addresses or networks (`10.1.0.0/16`) that may be connected to, although they are private.
 * @throws {UserMistake} one of them is no network.
 */
export function makeAddressRule(allowed: readonly string[]): AddressRule {
  const open = new BlockList();
  for (const one of allowed) addNetwork(open, one);
  const closed = new BlockList();
  for (const [network, bits] of closedIpv4) closed.addSubnet(network, bits, 'ipv4');
  for (const [network, bits] of closedIpv6) closed.addSubnet(network, bits, 'ipv6');
  const globalUnicast = new BlockList();
  globalUnicast.addSubnet('2000::', 3, 'ipv6');

  return (address) => {
    // A zone (fe80::1%eth0) names a network card of this machine: never public.
    if (isIP(address) === 0 || address.includes('%')) return false;
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (open.check(address, family)) return true;
    if (family === 'ipv6' && !globalUnicast.check(address, 'ipv6')) return false;
    return !closed.check(address, family);
  };
}

const loopback = ['127.0.0.0/8', '::1'] as const;

/**
 * The rule for a target whose address people wrote into the configuration: the public internet and what they allow; this machine
 * where the address itself says so, never because a name leads there. Over plain http only this machine and what they allow.
 * @throws {UserMistake} one of `allowed` is no network.
 */
export function ruleOfTarget(url: URL, allowed: readonly string[]): AddressRule {
  const open = isLoopbackHost(url.hostname) ? [...allowed, ...loopback] : allowed;
  const rule = makeAddressRule(open);
  if (url.protocol === 'https:') return rule;
  const isNamed = makeNetworks(open);
  return (address) => rule(address) && isNamed(address);
}

/** The host is this machine by the way it is written. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** `10.1.2.3`, `10.1.0.0/16`, `fd12::/16`. */
export function isNetwork(written: string): boolean {
  return readNetwork(written) !== undefined;
}

function makeNetworks(networks: readonly string[]): AddressRule {
  const list = new BlockList();
  for (const one of networks) addNetwork(list, one);
  return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function readNetwork(written: string) {
  const [address = '', bits, ...rest] = written.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  const count = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number.parseInt(bits, 10) : -1;
  const isWrong = isIP(address) === 0 || address.includes('%') || count < 1 || count > most || rest.length > 0;
  return isWrong ? undefined : ({ address, count, family } as const);
}

function addNetwork(list: BlockList, written: string): void {
  const network = readNetwork(written);
  if (network === undefined) {
    throw new UserMistake(
      `${JSON.stringify(written)} is no network: write an address such as 10.1.2.3, or 10.1.0.0/16`,
    );
  }
  list.addSubnet(network.address, network.count, network.family);
}
