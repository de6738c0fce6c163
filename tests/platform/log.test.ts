import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createLog, withoutSecrets } from "~/platform/log.server";

test("removes secret tokens from a path", () => {
  const secret = "0123456789abcdef".repeat(3);
  expect(withoutSecrets(`/join/${secret}/passkey`)).toBe("/join/…/passkey");
  expect(withoutSecrets("/posts/a-form-is-a-door")).toBe("/posts/a-form-is-a-door");
});

test("prints a readable line on a terminal: time, level, message and fields", () => {
  const screen = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true });
  const log = createLog("info", screen as unknown as NodeJS.WriteStream);
  log.warn({ path: "/tags" }, "a page failed");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours.
  const line = screen.read().replaceAll(/\u001b\[\d+m/g, "");
  expect(line).toMatch(/^\[\d\d:\d\d:\d\d\] WARN: a page failed \{"path":"\/tags"\}\n$/);
});
