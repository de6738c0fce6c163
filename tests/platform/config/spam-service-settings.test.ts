import { expect, test } from "vitest";
import { readSpamService } from "~/platform/config/spam-service-settings";

const read = (AKISMET_KEY?: string, AKISMET_URL?: string) => readSpamService({ AKISMET_KEY, AKISMET_URL });

test("without a key no service is asked", () => {
  expect(read()).toEqual({ service: null, problems: [] });
});

test.each([
  [undefined, "https://rest.akismet.com", "Akismet"],
  ["https://spam.example.org/api/", "https://spam.example.org/api", "spam.example.org"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1"],
])("with a key, the service at %s is asked", (given, url, name) => {
  expect(read(" abc ", given)).toEqual({ service: { key: "abc", url, name }, problems: [] });
});

test.each([
  ["abc", "http://spam.example.org"],
  ["abc", "spam.example.org"],
  ["abc", "https://spam.example.org/?key=abc"],
  ["abc", "https://user:abc@spam.example.org"],
  ["", "https://spam.example.org"],
])("names what is wrong with the key '%s' at %s, without the key", (key, url) => {
  const { service, problems } = read(key, url);
  expect([service, problems.length]).toEqual([null, 1]);
  expect(problems[0]).not.toContain("abc");
});
