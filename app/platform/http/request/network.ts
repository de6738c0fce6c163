import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";

/** Parsing an IPv6 address takes several microseconds, a tenth of a cached page, so results are remembered, in
 *  about 200 bytes each. */
const networks = new LRUCache<string, string>({ max: 10_000 });

/** The network of a client address, as rate limits and first visits count it. An IPv6 subscriber has a whole
 *  /64; an IPv4-mapped IPv6 address counts as its IPv4 address. Other addresses are returned unchanged. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const known = networks.get(address);
  if (known !== undefined) return known;
  const network = readNetwork(address);
  networks.set(address, network);
  return network;
}

function readNetwork(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  // These names are stored with rate limits, so their form must not change: four groups without leading
  // zeros.
  const network = parsed.parts.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/** What one connection of a home or an institution can choose its addresses from: /24 of IPv4 and /48 of IPv6. Other addresses are
 *  returned unchanged. */
export function siteNetworkOf(address: string): string {
  const network = networkOf(address);
  const [, ipv4] = /^(\d+\.\d+\.\d+)\.\d+$/.exec(network) ?? [];
  if (ipv4) return `${ipv4}.0/24`;
  const [, ipv6] = /^((?:[0-9a-f]+:){3})[0-9a-f]+::\/64$/.exec(network) ?? [];
  return ipv6 ? `${ipv6}:/48` : network;
}
