import ipaddr from 'ipaddr.js';

/**
 * An address of the public internet, by IANA's special-purpose registries: not private, loopback, link-local, shared, reserved or multicast,
 * and none that hides an IPv4 address within (mapped, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}
