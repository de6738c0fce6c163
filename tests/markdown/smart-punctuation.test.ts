import { expect, test } from "vitest";
import { comment, rendered } from "./page";

test.each([
  ['"Quoted," she said.', "“Quoted,” she said."],
  ["It's the writers' table", "It’s the writers’ table"],
  ["one -- two --- three...", "one – two — three…"],
  ['*"a"* and "[b](/b)"', '<em>“a”</em> and “<a href="/b">b</a>”'],
  ['`"a" -- b`', '<code>"a" -- b</code>'],
])("%s", (source, html) => {
  expect(rendered(source, comment).html).toBe(`<p>${html}</p>`);
});

test("an address that is shown as itself stays as it is", () => {
  const { html } = rendered("<https://a.example/b--c...> www.a.example/d--e");
  expect(html).toContain(">https://a.example/b--c...</a>");
  expect(html).toContain(">www.a.example/d--e</a>");
});

test("a listing stays as it is", () => {
  expect(rendered('    "a" -- b', comment).html).toBe('<pre tabindex="0"><code>"a" -- b\n</code></pre>');
});
