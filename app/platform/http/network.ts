import { isIPv6 } from "node:net";

/**
 * The network that a visitor's address stands for, as limits and first visits count it. Who has one IPv6 address has a /64,
 * more of them than anyone could count; an IPv4 address in IPv6's clothes is still the one address.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  // As a browser writes it: in hexadecimal throughout, the longest run of noughts left out.
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [before = "", after] = written.split("::");
  const read = (half: string | undefined) =>
    half ? half.split(":").map((group) => Number.parseInt(group, 16)) : [];
  const [start, end] = [read(before), read(after)];
  return [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
}
