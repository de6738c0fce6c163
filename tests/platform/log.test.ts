import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createLog, withoutSecrets } from "~/platform/log.server";

test("a path is told without what opens an account", () => {
  const secret = "0123456789abcdef".repeat(3);
  expect(withoutSecrets(`/join/${secret}/passkey`)).toBe("/join/…/passkey");
  expect(withoutSecrets("/posts/a-form-is-a-door")).toBe("/posts/a-form-is-a-door");
});

test("on a terminal a line is for people: the time of day, the level in words, the message and its fields", () => {
  const screen = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true });
  const log = createLog("info", screen as unknown as NodeJS.WriteStream);
  log.warn({ path: "/tags" }, "a page failed");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal.
  const line = screen.read().replaceAll(/\u001b\[\d+m/g, "");
  expect(line).toMatch(/^\[\d\d:\d\d:\d\d\] WARN: a page failed \{"path":"\/tags"\}\n$/);
});
