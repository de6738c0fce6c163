// Reading a content folder, and reporting what isn't read.

import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readContent } from "~/portability/content/content-files.server";
import { describeProblem, type Problem } from "~/portability/content/front-matter";
import { writeContent } from "../../cli/content";

const post = (fields: string) => `---\ndate: 2026-03-01\nbyline: [ken]\n${fields}---\nThe text.\n`;

const inside = (folder: string, problems: Problem[]) =>
  problems.map((problem) => describeProblem({ ...problem, file: path.relative(folder, problem.file) }));

test("reads posts in subfolders and with other extensions, and takes a missing slug from the file name", () => {
  const folder = writeContent({
    "posts/a.markdown": post("title: A\n"),
    "posts/2024/A café.MD": post("title: B\n"),
    "posts/a-bundle/index.md": post("title: C\nslug:\n"),
    "posts/d.md": post("title: D\nslug: its-own\n"),
    "Site.md": "---\nname: Ours\n---\n",
    "series/notes.md": "---\ntitle: Notes\n---\n",
    "conversations/old/x.YAML": "post: a\n",
  });
  const { posts, series, site, conversations, problems, unread } = readContent(folder);
  expect(posts.map(({ file, value }) => [path.relative(folder, file), value.slug])).toEqual([
    ["posts/2024/A café.MD", "a-cafe"],
    ["posts/a-bundle/index.md", "a-bundle"],
    ["posts/a.markdown", "a"],
    ["posts/d.md", "its-own"],
  ]);
  expect(series.map(({ value }) => value.slug)).toEqual(["notes"]);
  expect([site?.value.name, conversations.length]).toEqual(["Ours", 1]);
  expect([problems, unread]).toEqual([[], []]);
});

test("lists files that aren't read, one line per kind, without dot files", () => {
  const folder = writeContent({
    "README.md": "",
    "drafts/about.md": "",
    "posts/b.txt": "",
    "posts/img/1.jpg": "",
    "posts/img/2.JPG": "",
    "posts/.DS_Store": "",
    ".git/config": "",
    series: "",
  });
  symlinkSync("nowhere", path.join(folder, "posts/gone.md"));
  symlinkSync("..", path.join(folder, "posts/round"));
  writeFileSync(path.join(folder, "site.md"), "---\nname: Ours\n---\n");
  writeFileSync(path.join(folder, "site.markdown"), "---\nname: Theirs\n---\n");
  const { site, unread } = readContent(folder);
  expect(site?.value.name).toBe("Theirs");
  const pattern = "An import reads only files that end in .md or .markdown here.";
  const top =
    "isn't imported. An import reads site.md, tags.yml, media.yml, people/, series/, pages/, posts/, conversations/ and media/.";
  expect(inside(folder, unread)).toEqual([
    `README.md ${top}`,
    `drafts ${top}`,
    "posts/gone.md isn't imported: it is a link to a file that doesn't exist.",
    `posts/b.txt isn't imported. ${pattern}`,
    `posts/img/1.jpg isn't imported (and 1 more like it in this folder). ${pattern}`,
    "series isn't imported: series should be a folder.",
    `site.md ${top}`,
  ]);
});

test.each([
  ["Latin-1", "latin1", /^posts\/a\.md:7 has a character that isn't UTF-8\. Save the file as UTF-8/],
  ["UTF-16", "utf16le", /^posts\/a\.md:1 is saved as UTF-16\. Save the file as UTF-8\./],
] as const)("skips a file in %s and names the line", (_, encoding, message) => {
  const folder = writeContent({ "posts/b.md": post("title: B\n") });
  const text = `\uFEFF${post("title: A\n")}Un café.\n`;
  writeFileSync(
    path.join(folder, "posts/a.md"),
    Buffer.from(encoding === "latin1" ? text.slice(1) : text, encoding),
  );
  const { posts, problems } = readContent(folder);
  expect(posts.length).toBe(1);
  expect(inside(folder, problems)).toEqual([expect.stringMatching(message)]);
});

test("reports all wrong fields at once, each with a valid example", () => {
  const fields =
    "title: ''\nslug: A b\ndate: soon\nbyline: ken\nintroduced by: {}\ntags: [[a]]\npart: x\nsummary: [a]\n";
  const folder = writeContent({ "posts/a.md": `---\n${fields}---\n` });
  expect(inside(folder, readContent(folder).problems).toSorted()).toEqual([
    "posts/a.md:11 the text is missing. Add it, for example a paragraph below the fields",
    "posts/a.md:2 title should not be empty, for example title: Who is not in the room?",
    "posts/a.md:3 slug should be lower-case words joined by hyphens, such as who-is-not-in-the-room",
    "posts/a.md:4 date should be a date, such as 2026-03-30 or 2026-03-30T09:00:00Z",
    "posts/a.md:5 byline should be a list of writers' handles, such as [maren]",
    "posts/a.md:6 introduced by.0 should be a handle, such as maren",
    "posts/a.md:7 tags.0 should be text, for example tags: [access, the profession]",
    "posts/a.md:8 part should be a whole number, for example part: 2",
    "posts/a.md:9 summary should be one or two sentences, for example summary: A sentence or two for lists.",
  ]);
});

test.each([
  ["people/a.md", "---\nhandle: [a]\nname: 5\nsite: x\n---\n", ["2 handle", "4 site"]],
  ["people/a.md", "---\nname: A\nsample: true\n---\n", ["2 handle is missing", "3 sample"]],
  ["series/a.md", "---\nstatus: done\n---\n", ["2 title is missing", "2 status should be"]],
  [
    "site.md",
    "---\nname: ''\nlanguage: [x]\njoining: all\ntimeZone: Mars\n---\n",
    ["2 name", "3 language", "5 timeZone", "4 joining"],
  ],
  ["site.md", "---\n- a\n---\n", ["2 should be fields with values"]],
  ["site.md", "---\nname: *a\n---\n", ["2 isn't valid YAML: a value can’t begin"]],
  ["site.md", "---\nname: !a b\n---\n", ["2 isn't valid YAML: a value can’t begin"]],
  ["site.md", "---\nname: a: b\n---\n", ["2 isn't valid YAML: a value with a colon"]],
  ["site.md", "---\nname: a\nname: b\n---\n", ["3 isn't valid YAML: this field is here twice"]],
])("reports errors in %s without the validator's messages", (file, text, told) => {
  const folder = writeContent({ [file]: text });
  const said = inside(folder, readContent(folder).problems);
  expect(said).toEqual(told.map((words) => expect.stringContaining(`${file}:${words}`)));
  for (const line of said)
    expect(line).not.toMatch(/invalid|expected|received|unresolved|mapping|compact|unrecognized/i);
});

test("reads titles, names and tags that look like numbers as text", () => {
  const folder = writeContent({
    "posts/a.md": post("title: 1984\ntags: [2026, 1.10, true]\nseries: s\npart: 2\n"),
  });
  expect(readContent(folder).posts[0]?.value).toMatchObject({
    ...{ title: "1984", tags: ["2026", "1.10", "true"], part: 2 },
  });
});

test("refuses an invisible title or name, with its line", () => {
  const nothing = '"\\u200b\\u3164"';
  const folder = writeContent({
    "people/ken.md": `---\nhandle: ken\nname: ${nothing}\n---\n`,
    "series/notes.md": `---\ntitle: ${nothing}\n---\n`,
    "posts/a.md": post(`title: ${nothing}\n`),
    "conversations/a.yml": `post: a\nresponses:\n  - name: ${nothing}\n    at: 2026-03-02\n    body: Hm.\n`,
  });
  const { conversations, problems } = readContent(folder);
  const example = (field: string) => expect.stringMatching(`^${field} should not be empty, for example `);
  expect(inside(folder, problems)).toEqual([
    example("people/ken.md:3 name"),
    example("series/notes.md:2 title"),
    example("posts/a.md:4 title"),
  ]);
  const [{ read } = {}] = conversations[0]?.responses ?? [];
  expect(read && !read.ok && read.problem).toMatchObject({
    ...{ line: 3, field: "responses.0.name", message: "should not be empty, for example name: Maren Lind" },
  });
});
