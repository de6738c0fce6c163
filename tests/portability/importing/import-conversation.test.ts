import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { depthOf } from "~/comments/thread/thread";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { importContent } from "~/portability/importing/import-content.server";
import { writeContent } from "../../cli/content";
import { openDeps } from "../../factories/database";
import { NOW } from "../../factories/posts";

const post = (slug: string, date: string) =>
  `---\ntitle: ${slug}\nslug: ${slug}\ndate: ${date}\nbyline: [ken]\n---\nText.\n`;

const folderWith = (conversation: string) =>
  writeContent({
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\nHe.\n",
    "posts/a.md": post("a", "2026-03-01T09:00:00Z"),
    "conversations/a.yml": `post: a\nresponses:\n${conversation}`,
  });

const response = (name: string, at: string, body: string, more = "") =>
  `  - name: ${name}\n    at: ${at}\n    body: ${JSON.stringify(body)}\n${more}`;
const replies = (...list: string[]) => `    replies:\n${list.join("").replace(/^/gm, "    ").trimEnd()}\n`;

/** Imports a folder once or several times. Returns the reports and the comments. */
async function importFolder(folder: string, times = 1) {
  const deps = await openDeps();
  const reports = [];
  for (let time = 0; time < times; time++) reports.push(await importContent(deps, folder, { name: "test" }));
  const rows = await deps.db.comment.findMany({
    orderBy: { number: "asc" },
    select: { guestName: true, guestEmail: true, path: true, createdAt: true, source: true },
  });
  return { deps, rows, reports, problems: reports.flatMap(({ problems }) => problems) };
}

test("puts a reply that is dated before its parent under the parent, at the first import", async () => {
  const early = response("Bo", "2026-03-02T08:59:59Z", "Early.");
  const folder = folderWith(response("Ada", "2026-03-02T09:00:00Z", "Hm.", replies(early)));
  const { rows, problems } = await importFolder(folder);
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([
    { guestName: "Ada", path: "0001" },
    { guestName: "Bo", path: "00010002", createdAt: new Date("2026-03-02T08:59:59Z") },
  ]);
});

test("adds a response that is dated before its post, at the first import", async () => {
  const { rows, problems } = await importFolder(
    folderWith(response("Ada", "2026-02-28T09:00:00Z", "First!")),
  );
  expect([problems, rows.length]).toEqual([[], 1]);
});

test("adds no response to a post that is withdrawn while the response is rendered", async () => {
  const deps = await openDeps();
  const folder = folderWith(response("Ada", "2026-03-02T09:00:00Z", "Hm."));
  const render: typeof deps.render = async (source, options) => {
    if (source === "Hm.") {
      const { id } = await deps.db.post.findUniqueOrThrow({ where: { slug: "a" } });
      await withdrawPost(deps, id, NOW);
    }
    return deps.render(source, options);
  };
  const { problems } = await importContent({ ...deps, render }, folder, { name: "test" });
  expect(problems).toMatchObject([
    { message: "answers a, but no post with this slug is published at 2026-03-02T09:00:00.000Z" },
  ]);
  expect(await deps.db.comment.count()).toBe(0);
});

test("does not apply guests' limits for links, images, length and names", async () => {
  const album = response("Dee", "2026-03-01T10:00:00Z", "![a](/media/b.gif) ".repeat(11));
  const links = Array.from({ length: 7 }, (_, index) => `https://${index}.example/`).join(" ");
  const { problems, rows } = await importFolder(
    folderWith(
      album +
        response(
          "Ada",
          "2026-03-02T09:00:00Z",
          links,
          replies(response("Bo", "2026-03-02T10:00:00Z", "Thanks.")),
        ) +
        response("A".repeat(120), "2026-03-03T09:00:00Z", "Long. ".repeat(5_000)),
    ),
  );
  expect([problems, rows.map(({ path }) => depthOf(path ?? ""))]).toEqual([[], [0, 0, 1, 0]]);
});

test("invents no e-mail address for an archived name", async () => {
  const { rows } = await importFolder(
    folderWith(
      response("Ada", "2026-03-02T09:00:00Z", "Hm.") + response("李", "2026-03-02T10:00:00Z", "嗯。"),
    ),
  );
  expect(rows).toMatchObject([
    { guestName: "Ada", guestEmail: null },
    { guestName: "李", guestEmail: null },
  ]);
});

test("removes an e-mail address that an earlier import invented", async () => {
  const folder = folderWith(response("Ada", "2026-03-02T09:00:00Z", "Hm."));
  const { deps } = await importFolder(folder);
  await deps.db.comment.updateMany({ data: { origin: null, guestEmail: "ada@example.org" } });
  const { responses } = await importContent(deps, folder, { name: "test" });
  expect(responses).toEqual({ found: 1, added: 0, changed: 0, unchanged: 1 });
  expect(await deps.db.comment.findFirst()).toMatchObject({ guestEmail: null });
});

test("counts responses as new, changed or unchanged, and reports skipped ones with their lines", async () => {
  const good = [
    response("Ada", "2026-03-02T09:00:00Z", "One."),
    response("Bo", "2026-03-03T09:00:00Z", "Two."),
  ];
  const bad = "  - name: Cy\n    at: soon\n    body: Three.\n";
  const folder = folderWith(good.join("") + bad);
  const { deps, reports } = await importFolder(folder);
  expect(reports[0]?.responses).toEqual({ found: 3, added: 2, changed: 0, unchanged: 0 });
  expect(reports[0]?.problems).toMatchObject([{ line: 10, field: "responses.2.at" }]);
  const [one = "", two = ""] = good;
  const repaired = one + two.replace("Two.", "Second.") + bad.replace("soon", "2026-03-04T09:00:00Z");
  writeFileSync(path.join(folder, "conversations/a.yml"), `post: a\nresponses:\n${repaired}`);
  const { responses, problems } = await importContent(deps, folder, { name: "test" });
  expect([responses, problems]).toEqual([{ found: 3, added: 1, changed: 1, unchanged: 1 }, []]);
  expect(await deps.db.comment.findFirst({ where: { guestName: "Bo" } })).toMatchObject({
    ...{ source: "Second.", html: "<p>Second.</p>", excerpt: "Second." },
  });
});

test("skips a response with the key of another one in the file", async () => {
  const keyed = (name: string) => response(name, "2026-03-02T09:00:00Z", "Hm.", "    key: hm\n");
  const { rows, problems } = await importFolder(folderWith(keyed("Ada") + keyed("Bo")), 2);
  expect(rows.map(({ guestName }) => guestName)).toEqual(["Ada"]);
  expect(problems).toMatchObject([{ line: 7 }, { line: 7 }]);
});

test("imports a response with a key from another file, and reports where links with the key lead", async () => {
  const folder = folderWith(response("Ada", "2026-03-02T09:00:00Z", "Hm.", "    key: hm\n"));
  writeFileSync(
    path.join(folder, "conversations/b.yml"),
    `post: a\nresponses:\n${response("Bo", "2026-03-03T09:00:00Z", "Well.", "    key: hm\n")}`,
  );
  writeFileSync(
    path.join(folder, "posts/c.md"),
    post("c", "2026-03-04T09:00:00Z").replace("Text.", "See [it](comment:hm)."),
  );
  const { deps, rows, reports, problems } = await importFolder(folder);
  expect([rows.length, problems]).toEqual([2, []]);
  expect(reports[0]?.notes).toMatchObject([
    {
      line: 3,
      field: "responses.0",
      message: expect.stringContaining("the key of a response in another file: hm"),
    },
  ]);
  const bo = await deps.db.comment.findFirst({ where: { guestName: "Bo" } });
  expect(await deps.db.post.findUnique({ where: { slug: "c" } })).toMatchObject({
    source: `See [it](/comments/${bo?.id}).`,
  });
});

test("reports an unexpected error in one response, and imports the others", async () => {
  const deps = await openDeps();
  const render: typeof deps.render = async (source, options) => {
    if (source === "Two.") throw new Error("out of ink");
    return deps.render(source, options);
  };
  const folder = folderWith(
    response("Ada", "2026-03-02T09:00:00Z", "One.") +
      response(
        "Bo",
        "2026-03-02T10:00:00Z",
        "Two.",
        replies(response("Cy", "2026-03-02T11:00:00Z", "Three.")),
      ),
  );
  const { responses, problems } = await importContent({ ...deps, render }, folder, { name: "test" });
  expect(responses).toEqual({ found: 3, added: 1, changed: 0, unchanged: 0 });
  expect(problems).toMatchObject([
    { line: 6, message: "couldn't be imported because of an unexpected error: out of ink" },
    { message: "answers a response that was left out. Correct that one first." },
  ]);
});

test("assigns a response with a key to the person that its file now names, and keeps its id", async () => {
  const by = (writer: string) => `  - ${writer}\n    key: hm\n    at: 2026-03-02T09:00:00Z\n    body: Hm.\n`;
  const folder = folderWith(by("name: Ken"));
  writeFileSync(path.join(folder, "people/rosa.md"), "---\nhandle: rosa\nname: Rosa\n---\n");
  const { deps } = await importFolder(folder);
  const fields = { id: true, guestName: true, person: { select: { handle: true } } } as const;
  const [{ id } = { id: 0 }] = await deps.db.comment.findMany({ select: fields });
  for (const handle of ["ken", "rosa"]) {
    writeFileSync(
      path.join(folder, "conversations/a.yml"),
      `post: a\nresponses:\n${by(`person: ${handle}`)}`,
    );
    const { responses, problems } = await importContent(deps, folder, { name: "test" });
    expect([responses.changed, problems]).toEqual([1, []]);
    expect(await deps.db.comment.findMany({ select: fields })).toEqual([
      { id, guestName: null, person: { handle } },
    ]);
  }
});

test("reports progress after each post and each response", async () => {
  const folder = folderWith(
    response("Ada", "2026-03-02T09:00:00Z", "One.") + response("Bo", "2026-03-02T10:00:00Z", "Two."),
  );
  const told: [number, number][] = [];
  const onProgress = (...how: [number, number]) => void told.push(how);
  await importContent(await openDeps(), folder, { name: "test", onProgress });
  expect(told).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

const AT = "2026-03-04T09:00:00Z";
const byPerson = (handle: string, body: string) =>
  response("", AT, body).replace("- name: ", `- person: ${handle}`);
const under = (name: string, body: string) =>
  response(name, "2026-03-03T09:00:00Z", name, replies(response("Ada", AT, body)));

test.each([
  ["its day", response("Ada", AT, "Known."), response("Ada", "2026-03-02T09:00:00Z", "New.")],
  ["its author's name", response("Ada", AT, "Known."), response("Bo", AT, "New.")],
  ["its member", byPerson("ken", "Known."), byPerson("rosa", "New.")],
  ["its parent", under("Ada", "Known."), under("Bo", "New.")],
])(
  "leaves a response unchanged if another that differs only by %s is put before it",
  async (_, known, more) => {
    const folder = folderWith(known);
    writeFileSync(path.join(folder, "people/rosa.md"), "---\nhandle: rosa\nname: Rosa\n---\n");
    const { deps } = await importFolder(folder);
    const before = await deps.db.comment.findMany({ orderBy: { id: "asc" } });
    writeFileSync(path.join(folder, "conversations/a.yml"), `post: a\nresponses:\n${more}${known}`);
    const { responses, problems } = await importContent(deps, folder, { name: "test" });
    expect([responses, problems]).toEqual([
      { found: before.length * 2, added: before.length, changed: 0, unchanged: before.length },
      [],
    ]);
    const after = await deps.db.comment.findMany({ orderBy: { id: "asc" } });
    expect(after.slice(0, before.length)).toEqual(before);
  },
);

test("continues an import that was interrupted, without duplicates", async () => {
  const deps = await openDeps();
  const folder = folderWith(
    response("Ada", "2026-03-02T09:00:00Z", "One.") + response("Bo", "2026-03-06T09:00:00Z", "Two."),
  );
  writeFileSync(path.join(folder, "posts/b.md"), post("b", "2026-03-04T09:00:00Z"));
  const onProgress = (done: number) => {
    if (done === 3) throw new Error("interrupted");
  };
  await expect(importContent(deps, folder, { name: "test", onProgress })).rejects.toThrow("interrupted");
  const { posts, responses } = await importContent(deps, folder, { name: "test" });
  expect(posts).toMatchObject({ published: 0, unchanged: 2 });
  expect(responses).toEqual({ found: 2, added: 1, changed: 0, unchanged: 1 });
  expect(await deps.db.comment.count()).toBe(2);
});
