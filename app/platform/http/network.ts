import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/** The network of a client address, as rate limits and first visits count it. An IPv6 subscriber has a whole
 *  /64; an IPv4-mapped IPv6 address counts as its IPv4 address. Other addresses are returned unchanged. */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  // These names are stored with rate limits, so their form must not change: four groups without leading
  // zeros.
  const network = parsed.parts.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}
