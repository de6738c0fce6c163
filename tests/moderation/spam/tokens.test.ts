import { expect, test } from "vitest";
import { describeToken, MAX_WORDS, readTokens } from "~/moderation/spam/tokens";

const read = (html: string, { name = "", site = "" } = {}) => readTokens({ html, name, site });

test("counts the words of the text and of a guest's name, each once", () => {
  expect(read("<p>Read this <em>this</em> &#x26; read</p>", { name: "Cheap Pills" }).tokens).toEqual([
    "/links 0",
    ...["cheap", "pills", "read", "this"],
  ]);
});

test("reads a word that is partly emphasised as one", () => {
  expect(read("<p>ca<em>si</em>no</p>").tokens).toContain("casino");
});

test("counts the hosts of links, of pictures and of the guest's website, but not those of this site", () => {
  const html =
    '<p><a href="https://www.Casino.example/a?b=1&#x26;c=2">a</a> <a href="/posts/first">b</a> <img src="https://pictures.example/x.png"></p>';
  const { hosts, links, tokens } = read(html, { site: "https://me.example" });
  expect(hosts).toEqual(["casino.example", "pictures.example", "me.example"]);
  expect(links).toBe(2);
  expect(tokens.slice(0, 4)).toEqual(["//casino.example", "//pictures.example", "//me.example", "/links 2"]);
});

test("survives an address that is none", () => {
  expect(read('<p><a href="https://">a</a><a href="https://[">b</a></p>', { site: "x" }).hosts).toEqual([]);
});

test("reads no more than the beginning and the end of a long text", () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `word${index.toString(36)}z`);
  const { tokens } = read(`<p>${words.join(" ")}</p>`);
  expect(tokens.length).toBe(MAX_WORDS + 1);
  expect(tokens).toEqual(expect.arrayContaining([words[0], words.at(-1)]));
});

test.each([
  ["casino", { kind: "word", text: "casino" }],
  ["//casino.example", { kind: "host", text: "casino.example" }],
  ["/links 0", null],
])("describes %s to a moderator", (token, described) => {
  expect(describeToken(token)).toEqual(described);
});
