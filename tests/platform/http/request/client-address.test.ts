import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { createClientAddress } from "~/platform/http/request/client-address.server";

const requestFrom = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

const LONG_LIST = Array.from({ length: 30 }, (_, index) => `10.0.0.${index}`).join(", ");

test.each([
  ["192.0.2.1", undefined, "192.0.2.1"],
  ["127.0.0.1", undefined, "127.0.0.1"],
  ["127.0.0.1", "192.0.2.1", "192.0.2.1"],
  ["::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1"],
  ["127.0.0.1", "192.0.2.9, 192.0.2.1", "192.0.2.1"],
  ["127.0.0.1", "192.0.2.1, 127.0.0.2", "192.0.2.1"],
  ["192.0.2.7", "192.0.2.1", "192.0.2.7"],
  ["127.0.0.1", `192.0.2.9, ${LONG_LIST}, 192.0.2.1`, "192.0.2.1"],
  ["127.0.0.1", "", "127.0.0.1"],
  ["127.0.0.1", "made up", "made up"],
])("from %s with X-Forwarded-For '%s' is %s, asked twice", (remote, forwarded, address) => {
  const addressOf = createClientAddress(["loopback"]);
  expect(addressOf(requestFrom(remote, forwarded))).toBe(address);
  expect(addressOf(requestFrom(remote, forwarded))).toBe(address);
});

test("tells clients apart that send the same header, and headers from the same client", () => {
  const addressOf = createClientAddress(["loopback"]);
  expect([
    addressOf(requestFrom("127.0.0.1", "192.0.2.1")),
    addressOf(requestFrom("192.0.2.7", "192.0.2.1")),
    addressOf(requestFrom("127.0.0.1", "192.0.2.2")),
  ]).toEqual(["192.0.2.1", "192.0.2.7", "192.0.2.2"]);
});
