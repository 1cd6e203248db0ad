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

/** Says of an address whether it may be connected to. `allowed`: addresses or networks (`10.1.0.0/16`) that may, although they are private. */
export function makeAddressRule(allowed: readonly string[]): (address: string) => boolean {
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

function addNetwork(list: BlockList, written: string): void {
  const [address = '', bits, ...rest] = written.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  const count = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number.parseInt(bits, 10) : -1;
  if (isIP(address) === 0 || address.includes('%') || count < 1 || count > most || rest.length > 0) {
    throw new UserMistake(
      `${JSON.stringify(written)} is no network: write an address such as 10.1.2.3, or 10.1.0.0/16`,
    );
  }
  list.addSubnet(address, count, family);
}
