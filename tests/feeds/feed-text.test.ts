import { expect, test } from "vitest";
import { toFeedText } from "~/feeds/feed-text.server";
import { makeAbsolute } from "~/markdown/absolute";
import { renderMarkdown } from "~/markdown/markdown";

const SITE = "https://longtable.example";

function render(source: string): string {
  const text = renderMarkdown(source, { kind: "post", siteUrl: SITE });
  if (!text.ok) throw new Error(text.reason);
  return text.html;
}

const SOURCES = {
  prose: "See [that](/posts/other) & [below](#p), “quoted” <3.\n\n![A map](/media/map.png)",
  headings: "## One\n\nText[^1].\n\n## שלום\n\nMore.\n\n[^1]: A note.",
  blocks: '> Quoted\n\n- one\n- two\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n```js\nconst a = "<b>";\n```',
};

test.each(Object.entries(SOURCES))("is the same when made and when kept: %s", async (name, source) => {
  const html = render(source);
  const base = `${SITE}/posts/same-${name}`;
  const whole = makeAbsolute(html, base);
  expect(await toFeedText(html, base, "comment:1")).toBe(whole);
  expect(await toFeedText(html, base, "comment:1")).toBe(whole);
});

test("is made again when the text changes, and back", async () => {
  const base = `${SITE}/posts/changed`;
  for (const source of ["First.", "Other.", "First."]) {
    const html = render(source);
    expect(await toFeedText(html, base, "comment:1")).toBe(makeAbsolute(html, base));
  }
});

test("has the addresses of the page that it is on now", async () => {
  const html = render("[below](#p)");
  for (const slug of ["one", "two", "one"])
    expect(await toFeedText(html, `${SITE}/posts/${slug}`, "comment:1")).toContain(
      `href="${SITE}/posts/${slug}#p"`,
    );
});
