// Reporting imported content that can't be shown as intended, with file and line.

import path from "node:path";
import { expect, test } from "vitest";
import { describeProblem } from "~/portability/content/front-matter";
import { importContent } from "~/portability/importing/import-content.server";
import { writeContent } from "../../cli/content";
import { openDeps } from "../../factories/database";

const head = "---\ntitle: A\nslug: a\ndate: 2026-03-01\nbyline: [ken]\n---\n";
const ken = (bio: string) => `---\nhandle: ken\nname: Ken\n---\n${bio}\n`;

async function notesOf(files: Record<string, string>) {
  const deps = await openDeps();
  const folder = writeContent({ "people/ken.md": ken(""), ...files });
  const tell = async () => {
    const { notes, problems } = await importContent(deps, folder, { name: "test" });
    expect(problems).toEqual([]);
    return notes.map((note) => describeProblem({ ...note, file: path.basename(note.file) }));
  };
  return [await tell(), await tell()];
}

test.each([
  ["a relative link", "[next](next.md)", "a link is shown as plain text: next.md. Give its whole address"],
  ["an HTML link", '<a href="next.html">x</a>', "a link is shown as plain text: next.html"],
  [
    "a telephone link",
    "[call](tel:123)",
    "a link is shown as plain text: tel:123. Only https:, http: and mailto:",
  ],
  [
    "a link to an unknown response",
    "[x](comment:none)",
    "a link is shown as plain text: no response before this has the key none",
  ],
  ["a relative image", "![x](x.png)", "a picture isn't shown, only its description: x.png"],
  ["an image on this site", "![x](/x.png)", "a picture isn't brought along: /x.png"],
  [
    "an image on another site",
    '<img src="https://x.org/x.png">',
    "a picture on another site is shown as a link to it: https://x.org/x.png",
  ],
  [
    "an embed",
    '<iframe src="https://x.org/v"></iframe>',
    "<iframe> (https://x.org/v) isn't shown. Link to it instead",
  ],
  ["a video", "<video><source src=x.mp4></video>", "<video> isn't shown"],
  ["a script", "<script>alert(1)</script>", "<script> isn't shown"],
])("reports %s in a post on its line, once", async (_, source, message) => {
  const [first, again] = await notesOf({ "posts/a.md": `${head}\nOne.\n\nTwo ${source}\n` });
  expect(first).toEqual([expect.stringContaining(`a.md:10 ${message}`)]);
  expect(again).toEqual([]);
});

test("does not report working links, code and HTML comments", async () => {
  const source =
    "[a](/posts/a) [b](#b) [c](https://x.org) [d](mailto:d@x.org) `[e](e.md)`\n\n    <iframe>\n\n<!-- more -->\n";
  expect(await notesOf({ "posts/a.md": `${head}${source}` })).toEqual([[], []]);
});

test("reports losses in bios, introductions, the site's text and responses on their lines", async () => {
  const [first] = await notesOf({
    "people/ken.md": ken("[x](x.md)"),
    "series/s.md": "---\ntitle: S\n---\n\n[x](x.md)\n",
    "site.md": "---\nname: Ours\n---\n\n[x](x.md)\n",
    "posts/a.md": `${head}The text.\n`,
    "conversations/a.yml":
      "post: a\nresponses:\n  - name: Ada\n    at: 2026-03-02\n    body: |\n      One\n\n      [x](x.md)\n    replies:\n      - name: Bo\n        at: 2026-03-03\n        body: '[x](x.md)'\n",
  });
  const at = (place: string) => expect.stringContaining(`${place} a link is shown as plain text: x.md`);
  expect(first).toEqual([at("site.md:5"), at("ken.md:5"), at("s.md:5"), at("a.yml:8"), at("a.yml:12")]);
});

test("reports a refused bio, introduction or site text with its line, since it is shown as typed", async () => {
  const deep = ">".repeat(1_500);
  const [first] = await notesOf({
    "people/ken.md": ken(deep),
    "series/s.md": `---\ntitle: S\n---\n\n${deep}\n`,
    "site.md": `---\nname: Ours\n---\n\n${deep}\n`,
  });
  const at = (place: string) =>
    expect.stringContaining(`${place} the text is shown as typed. Please close or flatten the quotes`);
  expect(first).toEqual([at("site.md:5"), at("ken.md:5"), at("s.md:5")]);
});

test("reports that a site with settings keeps them", async () => {
  const deps = await openDeps();
  const imports = async (name: string) => {
    const folder = writeContent({ "site.md": `---\nname: ${name}\n---\n` });
    return (await importContent(deps, folder, { name: "test" })).notes.map(({ message }) => message);
  };
  expect(await imports("Ours")).toEqual([]);
  expect(await imports("Ours")).toEqual([]);
  expect(await imports("Theirs")).toEqual([
    expect.stringMatching(/^isn't imported: this site has settings already/),
  ]);
});

test("reports a value cut at a # in any file, with its line and how to keep the rest", async () => {
  const cut = (place: string, comment: string, example: string) =>
    expect.stringContaining(
      `${place} ends before “${comment}”, which YAML reads as a comment. To keep it, use quotation marks: ${example}`,
    );
  const [first, again] = await notesOf({
    "site.md": '---\nname: Ours # and theirs\ntagline: "Long" # remark\n---\n',
    "posts/a.md": `---\n# a remark\ntitle: Fish #1\nslug: a # remark\ndate: 2026-03-01 # remark\nsummary: #1\nbyline: [ken]\ntags:\n  - access # all\n# a remark\n---\nThe #text # here.\n`,
    "conversations/a.yml":
      "post: a # remark\nresponses:\n  - name: Ada # 7\n    at: 2026-03-02 # remark\n    body: See #1 and #2\n    replies:\n      - name: Bo\n        at: 2026-03-03\n        body: |\n          See #3\n",
  });
  const told = [
    cut("site.md:2 name", "# and theirs", 'name: "Ours # and theirs"'),
    cut("a.yml:3 name", "# 7", 'name: "Ada # 7"'),
    cut("a.yml:5 body", "#1 and #2", 'body: "See #1 and #2"'),
    cut("a.md:3 title", "#1", 'title: "Fish #1"'),
    cut("a.md:6 summary", "#1", 'summary: "#1"'),
    cut("a.md:9 tags", "# all", '"access # all"'),
  ];
  expect(first).toEqual(told);
  // This depends on the file alone, so it is reported each time.
  expect(again).toEqual(told);
});
