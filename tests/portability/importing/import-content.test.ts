import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { depthOf } from "~/comments/thread/thread";
import { describeProblem } from "~/portability/content/front-matter";
import { importContent } from "~/portability/importing/import-content.server";
import { writeContent } from "../../cli/content";
import { openDeps } from "../../factories/database";

const post = (slug: string, day: string, text: string, more = "") =>
  `---\ntitle: ${slug}\nslug: ${slug}\ndate: 2026-03-${day}T09:00:00Z\nbyline: [ken]\ntags: [access]\n${more}---\n${text}\n`;

const SMALL = {
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\nHe.\n",
  "posts/a.md": post("a", "01", "First."),
  "posts/b.md": post("b", "10", "It grew out of [a remark](comment:remark)."),
  "conversations/a.yml": `
post: a
responses:
  - name: Ada
    at: 2026-03-02T09:00:00Z
    body: Hm.
    replies:
      - person: ken
        key: remark
        at: 2026-03-03T09:00:00Z
        body: That is another discussion.
  - name: Bo
    at: 2026-03-20T09:00:00Z
    body: Late, as ever.
`,
};

test("imports a folder in chronological order", async () => {
  const deps = await openDeps();
  const report = await importContent(deps, writeContent(SMALL), { name: "test" });
  expect(report).toEqual({
    opened: true,
    media: { added: 0, unchanged: 0 },
    posts: { published: 2, scheduled: 0, changed: 0, unchanged: 0 },
    responses: { found: 3, added: 3, changed: 0, unchanged: 0 },
    edited: [],
    notes: [],
    unread: [],
    problems: [],
  });
  const [a, b] = await deps.db.post.findMany({ orderBy: { slug: "asc" } });
  const remark = await deps.db.comment.findFirstOrThrow({ where: { number: 2 } });
  expect(b?.source).toBe(`It grew out of [a remark](/comments/${remark.id}).`);
  expect(a).toMatchObject({ responseCount: 4, publishedAt: new Date("2026-03-01T09:00:00Z") });
  // The pingback is newer than the first comment and older than the late one.
  expect(await deps.db.pingback.findFirst()).toMatchObject({ number: 3, sourcePostId: b?.id });
});

test("adds no duplicates and applies changes when repeated", async () => {
  const deps = await openDeps();
  const folder = writeContent(SMALL);
  await importContent(deps, folder, { name: "test" });
  writeFileSync(path.join(folder, "posts/a.md"), post("a", "01", "First, mended."));
  const report = await importContent(deps, folder, { name: "test" });
  expect(report.posts).toEqual({ published: 0, scheduled: 0, changed: 1, unchanged: 1 });
  expect(await deps.db.comment.count()).toBe(3);
  expect(await deps.db.pingback.count()).toBe(1);
  expect(await deps.db.post.findFirst({ where: { slug: "a" } })).toMatchObject({ source: "First, mended." });
});

test("applies a changed tag or byline", async () => {
  const deps = await openDeps();
  const folder = writeContent(SMALL);
  await importContent(deps, folder, { name: "test" });
  writeFileSync(
    path.join(folder, "posts/a.md"),
    post("a", "01", "First.").replace("[access]", "[the profession]"),
  );
  expect((await importContent(deps, folder, { name: "test" })).posts.changed).toBe(1);
});

test("reports wrong files with line and field, and imports the others", async () => {
  const deps = await openDeps();
  const folder = writeContent({
    ...SMALL,
    "posts/c.md": post("c", "11", "C.").replace("2026-03-11T09:00:00Z", "soon"),
    "posts/d.md": post("d", "12", "D.").replace("[ken]", "[nobody]"),
    "posts/e.md": post("a", "13", "E."),
    "posts/f.md": post("f", "14", "F.", "series: none\npart: 1\n"),
    "posts/g.md": post("g", "15", "G.", "summry: oops\n"),
    "conversations/z.yml":
      "post: z\nresponses:\n  - name: Ada\n    at: 2026-03-02T09:00:00Z\n    body: Hm.\n",
  });
  const { posts, problems } = await importContent(deps, folder, { name: "test" });
  expect(posts.published).toBe(2);
  const said = problems.map((problem) => describeProblem({ ...problem, file: path.basename(problem.file) }));
  expect(said.toSorted()).toEqual([
    expect.stringContaining("c.md:4 date should be a date"),
    expect.stringContaining("d.md:5 byline names nobody"),
    expect.stringContaining("e.md:3 slug a is taken"),
    expect.stringContaining("f.md:7 series names none"),
    expect.stringContaining("g.md:7 summry isn't a known field"),
    expect.stringContaining("z.yml:3 responses.0 answers z"),
  ]);
});

test("skips a file with a NUL, with its line, and imports the others", async () => {
  const deps = await openDeps();
  const folder = writeContent({ ...SMALL, "posts/c.md": `${post("c", "11", "C.")}\nno\0text\n` });
  const { posts, problems } = await importContent(deps, folder, { name: "test" });
  expect(posts.published).toBe(2);
  expect(problems).toEqual([
    expect.objectContaining({ line: 10, message: expect.stringContaining("NUL character") }),
  ]);
});

test("reports a refused text or presenter with its line", async () => {
  const deps = await openDeps();
  const folder = writeContent({
    "people/ken.md": SMALL["people/ken.md"],
    "posts/h.md": post("h", "01", ">".repeat(9_000)),
    "posts/i.md": post("i", "02", "I.", "introduced by: nobody\n"),
  });
  const { problems } = await importContent(deps, folder, { name: "test" });
  expect(problems.map(({ line, field, message }) => [line, field, message])).toEqual([
    [8, "the text", expect.stringMatching(/^was refused: Please close or flatten the quotes/)],
    [7, "introduced by", expect.stringMatching(/^names nobody, but no file in people\/ has this handle/)],
  ]);
});

const DISPUTE = `
post: a
responses:
  - name: Ada
    at: 2026-03-05T09:00:00Z
    body: Hm.
    replies:
      - nmae: Dee
        at: 2026-03-05T10:00:00Z
        body: Misnamed.
        replies:
          - name: Bo
            at: 2026-03-06T09:00:00Z
            body: Indeed.
  - person: nobody
    at: 2026-03-06T09:00:00Z
    body: Who?
    replies:
      - name: Cy
        at: 2026-03-07T09:00:00Z
        body: You.
`;

test("skips a reply with the response that it answers, instead of adding it to the post", async () => {
  const deps = await openDeps();
  const folder = writeContent({ ...SMALL, "conversations/a.yml": DISPUTE });
  const { responses, problems } = await importContent(deps, folder, { name: "test" });
  expect(responses).toEqual({ found: 5, added: 1, changed: 0, unchanged: 0 });
  const said = problems.map((problem) => describeProblem({ ...problem, file: path.basename(problem.file) }));
  expect(said.toSorted()).toEqual([
    "a.yml:12 responses.0.replies.0.replies.0 answers a response that was left out. Correct that one first.",
    "a.yml:15 responses.1 is by nobody, but no file in people/ has this handle",
    "a.yml:19 responses.1.replies.0 answers a response that was left out. Correct that one first.",
    "a.yml:8 responses.0.replies.0.nmae isn't a known field. Correct its name, or remove it. (and 1 more)",
  ]);
  expect(await deps.db.comment.findMany({ select: { guestName: true } })).toEqual([{ guestName: "Ada" }]);
});

const response = (name: string, at: string, body: string, more = "") =>
  `  - name: ${name}\n    at: 2026-03-${at}T09:00:00Z\n    body: "${body}"\n${more}`;
const conversation = (...responses: string[]) => `post: a\nresponses:\n${responses.join("")}`;

/** Imports `SMALL` with each of these conversations in turn. Returns the comments after each. */
async function importOneByOne(...conversations: string[]) {
  const deps = await openDeps();
  const folder = writeContent(SMALL);
  const standing = async () => {
    const rows = await deps.db.comment.findMany({ orderBy: { id: "asc" } });
    return rows.map(({ id, guestName, source }) => [id, guestName, source]);
  };
  const found = [];
  for (const text of conversations) {
    writeFileSync(path.join(folder, "conversations/a.yml"), text);
    const { problems } = await importContent(deps, folder, { name: "test" });
    found.push({ problems, rows: await standing() });
  }
  return { deps, folder, found, standing };
}

test("keeps responses apart that differ only by day, or not at all, without duplicates when repeated", async () => {
  const alike = [response("Ada", "02", "+1"), response("Ada", "04", "+1"), response("Ada", "04", "+1")];
  const { found } = await importOneByOne(conversation(...alike), conversation(...alike));
  expect(found[0]?.rows.map(([, , source]) => source)).toEqual(["+1", "+1", "+1"]);
  expect(found[1]).toEqual(found[0]);
});

test("keeps the id of an edited response, also if another is put before it", async () => {
  const repaired = [response("Cy", "01", "Before."), response("Ada", "02", "Mended.")];
  const { found } = await importOneByOne(
    conversation(response("Ada", "02", "Hm.")),
    conversation(...repaired),
  );
  const [[id = 0] = []] = found[0]?.rows ?? [];
  expect(found[1]?.rows).toEqual([
    [id, "Ada", "Mended."],
    [expect.any(Number), "Cy", "Before."],
  ]);
});

test("recognises a response by its key, whatever else changes", async () => {
  const { found } = await importOneByOne(
    conversation(response("Ada", "02", "Hm.", "    key: hm\n")),
    conversation(response("Ada Lovelace", "03", "Well.", "    key: hm\n")),
  );
  const [[id] = []] = found[0]?.rows ?? [];
  expect(found[1]?.rows).toEqual([[id, "Ada Lovelace", "Well."]]);
});

test("adds no duplicates to a folder imported before responses had origins, and keeps a deleted response deleted", async () => {
  const deps = await openDeps();
  const folder = writeContent(SMALL);
  await importContent(deps, folder, { name: "test" });
  await deps.db.comment.updateMany({ data: { origin: null } });
  const gone = await deps.db.comment.findFirstOrThrow({ where: { guestName: "Ada" } });
  const removed = { status: "erased", source: "", html: "", guestName: null };
  await deps.db.comment.update({ where: { id: gone.id }, data: removed });
  for (let time = 0; time < 2; time++) {
    expect((await importContent(deps, folder, { name: "test" })).problems).toEqual([]);
    expect(await deps.db.comment.count()).toBe(3);
  }
  expect(await deps.db.comment.findUnique({ where: { id: gone.id } })).toMatchObject(removed);
  expect(await deps.db.comment.count({ where: { origin: null } })).toBe(0);
});

test("reports an unexpected error in one file, and imports the others", async () => {
  const deps = await openDeps();
  const folder = writeContent({ ...SMALL, "posts/c.md": post("c", "11", "C.") });
  const render: typeof deps.render = async (source, options) => {
    if (source === "C.") throw new Error("out of ink");
    return deps.render(source, options);
  };
  const { posts, problems } = await importContent({ ...deps, render }, folder, { name: "test" });
  expect(posts.published).toBe(2);
  expect(problems.map(({ file, message }) => [path.basename(file), message])).toEqual([
    ["c.md", "couldn't be imported because of an unexpected error: out of ink"],
  ]);
});

test("imports the whole sample blog, with a conversation that grew into a post", async () => {
  const deps = await openDeps();
  const { posts, responses, problems } = await importContent(deps, "content", { name: "test" });
  expect(problems).toEqual([]);
  expect(posts.published).toBe(readdirSync("content/posts").length);
  expect(posts.published).toBeGreaterThanOrEqual(14);
  expect(responses.added).toBeGreaterThanOrEqual(60);
  const paths = await deps.db.comment.findMany({ select: { path: true } });
  expect(Math.max(...paths.map(({ path }) => depthOf(path ?? "")))).toBeGreaterThanOrEqual(6);
  const grown = await deps.db.post.findFirstOrThrow({ where: { slug: "who-gets-to-be-a-professional" } });
  expect(grown.source).toMatch(/\]\(\/comments\/\d+\)/);
  expect(await deps.db.post.count({ where: { source: { contains: "](comment:" } } })).toBe(0);
  const { count, words } = {
    count: posts.published,
    words: await deps.db.post.aggregate({ _avg: { wordCount: true } }),
  };
  expect(count && words._avg.wordCount).toBeGreaterThan(600);
});

test("schedules a post with a future date", async () => {
  const deps = await openDeps();
  const folder = writeContent({
    ...SMALL,
    "posts/c.md": SMALL["posts/a.md"].replace("slug: a", "slug: c").replace(/date: .*/, "date: 2999-01-01"),
  });
  const report = await importContent(deps, folder, { name: "test" });
  expect([report.posts, report.problems]).toEqual([
    { published: 2, scheduled: 1, changed: 0, unchanged: 0 },
    [],
  ]);
  expect(await deps.db.post.findUnique({ where: { slug: "c" } })).toMatchObject({ status: "scheduled" });
  expect(await deps.db.job.findMany({ select: { kind: true, dueAt: true } })).toEqual([
    { kind: "publish-post", dueAt: new Date("2999-01-01") },
  ]);
});

test("reports merged tag spellings once", async () => {
  const deps = await openDeps();
  const spelt = (slug: string, tag: string) =>
    post(slug, "01", "Text.").replace("[access]", `[first, "${tag}"]`);
  const folder = writeContent({
    "people/ken.md": SMALL["people/ken.md"],
    "posts/a.md": spelt("a", "U.S."),
    "posts/b.md": spelt("b", "u.s"),
    "posts/c.md": spelt("c", "u.s"),
    "posts/d.md": spelt("d", "us"),
  });
  const { notes, problems } = await importContent(deps, folder, { name: "test" });
  const said = notes.map(({ file, line, field, message }) => [path.basename(file), line, field, message]);
  expect([said, problems]).toEqual([
    [["b.md", 6, "tags", "“u.s” is the same tag as “U.S.” and is shown under that name"]],
    [],
  ]);
});
