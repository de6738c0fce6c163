import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * The network that a visitor's address stands for, as limits and first visits count it. Who has one IPv6 address has a /64,
 * more of them than anyone could count; an IPv4 address in IPv6's clothes is still the one address. What is no IPv6 address stays
 * as it is.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  // Kept under these names in the counts of limits: all four groups, without noughts before them.
  const network = parsed.parts.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}
