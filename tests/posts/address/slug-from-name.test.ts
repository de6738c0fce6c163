import { expect, test } from "vitest";
import { slugFromName, slugOfFile } from "~/posts/address/slug-from-name";

test.each([
  ["Who is not in the room?", 100, "who-is-not-in-the-room"],
  ["Çedilles & Ümlauts", 100, "cedilles-umlauts"],
  ["— On listening —", 100, "on-listening"],
  ["Part two of three", 9, "part-two"],
  ["Part two of three", 8, "part-two"],
  ["図書館 2026", 100, "2026"],
  ["🌱🌱", 100, ""],
])("makes an address of %s in %i characters", (name, chars, slug) => {
  expect(slugFromName(name, chars)).toBe(slug);
});

test.each([
  ["posts/On Listening.md", "on-listening"],
  ["posts/on-listening/index.md", "on-listening"],
  ["posts/図書館.md", undefined],
])("makes the default address of %s", (file, slug) => {
  expect(slugOfFile(file)).toBe(slug);
});
