// Stored texts as XHTML for books.

import { expect, test } from "vitest";
import { layOut } from "~/books/pages/lay-out";
import { toBookText } from "~/books/text/book-text";
import { openDeps, render } from "../factories/database";
import { createComment, createPost } from "../factories/posts";
import { createSeries, readSeries } from "./build-book";

const LOOK = {
  prefix: "p1-",
  linkTo: (href: string) => `[${href}]`,
  picture: (hash: string) => (hash.startsWith("a") ? { src: "pictures/a.jpg", width: 9, height: 6 } : null),
  ...{ takesNotes: false, rise: 0 },
};

const write = async (source: string, look: Partial<typeof LOOK> = {}) => {
  const text = await render(source, { kind: "post" });
  if (!text.ok) throw new Error(text.reason);
  return toBookText(text.html, { ...LOOK, ...look });
};
const xhtmlOf = async (source: string) => (await write(source)).xhtml;

test("links of the page to its sections and paragraphs are left out, and ids get the prefix of their text", async () => {
  const xhtml = await xhtmlOf('## Überblick\n\nWords.\n\n<a id="übung">Here</a>');
  expect(xhtml).toMatch(/^<h2 id="p1-section-_fc_berblick">Überblick<\/h2>/);
  expect(xhtml).toMatch(/<p id="p1-p-[0-9a-f]{6}">Words\. <\/p>/);
  expect(xhtml).toContain('<a id="p1-user-_fc_bung">Here</a>');
});

test("forms, what opens, and attributes for browsers become what paper can show", async () => {
  const xhtml = await xhtmlOf(
    '- [x] done\n\n<details><summary>More</summary>Within</details>\n\n| a |\n|--:|\n| 1 |\n\n<time datetime="soon">soon</time><br>',
  );
  expect(xhtml).not.toMatch(/<(input|details|summary)|tabindex|aria-label|datetime|loading/i);
  expect(xhtml).toContain("☑ ");
  expect(xhtml).toContain('<div class="details"><div class="summary">More</div>Within</div>');
  expect(xhtml).toContain('<td class="align-right">1</td>');
  expect(xhtml).toContain("<br />");
});

test("a picture that isn't in the book is a link with its alternative text, but not within a link", async () => {
  const picture = (hash: string) =>
    `<picture><source srcset="/media/${hash}/9.webp 9w"><img src="/media/${hash}/x.jpg" alt="A &quot;room&quot;" srcset="x" sizes="y" loading="lazy"></picture>`;
  const [there, gone] = ["a".repeat(32), "b".repeat(32)];
  const { xhtml } = toBookText(
    `<p>${picture(there)}${picture(gone)}<a href="/x">${picture(gone)}</a></p>`,
    LOOK,
  );
  expect(xhtml).toBe(
    `<p><img src="pictures/a.jpg" width="9" height="6" alt="A &#x22;room&#x22;" /><a href="[/media/${gone}/x.jpg]">A "room"</a><a href="[/x]">A "room"</a></p>`,
  );
});

test("the notes of a text are taken out of it", async () => {
  const { xhtml, notes } = await write("Words[^1].\n\n[^1]: A note.", { takesNotes: true });
  expect(xhtml).toContain('role="doc-noteref" class="footnote-ref" href="[#fn-1]"');
  expect(xhtml).not.toContain("A note.");
  expect(notes).toMatch(/^<li id="p1-fn-1">\s*<p>A note\. <a .*href="\[#fnref-1\]"/);
});

test("links lead to places in the book, and otherwise to the site", async () => {
  const deps = await openDeps();
  const id = await createSeries(deps, "See [one](/posts/one).");
  const one = await createPost(deps, {
    ...{ slug: "one", series: "rooms", part: 1 },
    source:
      "[b](/posts/two#section-desk), [c](/comments/1), [d](/posts/two?version=1), [e](/people/ken), [f](#section-none), [g](https://e.org/a?b=[1]|#c#d), [n](/posts/two#fn-1)[^1]\n\n[^1]: Mine.",
  });
  await createPost(deps, {
    slug: "two",
    series: "rooms",
    part: 2,
    source: "## Desk\n\nx[^1]\n\n[^1]: A note.",
  });
  const first = await createComment(deps, one, {
    body: "[to the post](/posts/one) and [to two](/posts/two)",
  });
  await createComment(deps, one, { to: first, body: "An answer." });
  const { documents } = await layOut(
    await readSeries(deps, id),
    { addressOf: ({ document, id }) => `${document}!${id}`, pictureAddress: () => "" },
    { responsesADocument: 1 },
  );
  const bodyOf = (name: string) => documents.find((document) => document.name === name)?.body.html ?? "";
  const hrefs = (name: string) => [...bodyOf(name).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(documents.map(({ name }) => name)).toEqual([
    ...[
      "title",
      "part-1",
      "responses-1",
      "responses-1-2",
      "part-2",
      "responses-2",
      "notes",
      "citing",
      "colophon",
    ],
  ]);
  const site = "http://longtable.test";
  expect(hrefs("title")[0]).toBe("part-1!part-1");
  expect(hrefs("part-1").slice(0, 8)).toEqual([
    ...["part-2!p2-section-desk", `responses-1!comment-${first}`, `${site}/posts/two?version=1`],
    ...[`${site}/people/ken`, `${site}/posts/one#section-none`, "https://e.org/a?b=%5B1%5D%7C#c%23d"],
    ...["notes!p2-fn-1", "notes!p1-fn-1"],
  ]);
  expect(hrefs("notes")).toContain("part-1!p1-fnref-1");
  expect(hrefs("responses-1")).toEqual([`${site}/comments/${first}`, "part-1!part-1", "part-2!part-2"]);
  expect(hrefs("responses-1-2")).toContain(`responses-1!comment-${first}`);
});
