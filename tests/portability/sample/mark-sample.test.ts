// A database from before the sample mark, in which every imported row counted as sample.

import path from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { readContent } from "~/portability/content/content-files.server";
import { markSample } from "~/portability/sample/mark-sample.server";
import { provider } from "../../factories/database";
import { OURS, openBefore } from "../../platform/database/migrations/migrations";

const MARKED_BY = "20261126112100_sample_mark";

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const at = () => (provider() === "postgresql" ? "'2026-03-01T00:00:00'" : "1772323200000");

const insertPost = (slug: string, source: string, origin: string | null) =>
  `INSERT INTO "Post" (slug, title, summary, source, status, origin, "createdAt", "updatedAt", "publishedAt", html, excerpt, outline, links, "wordCount", "renderVersion")
   VALUES (${quoted(slug)}, ${quoted(slug)}, '', ${quoted(source)}, 'published', ${origin === null ? "NULL" : quoted(origin)}, ${at()}, ${at()}, ${at()}, '', '', '[]', '[]', 0, 1);`;
const insertPerson = (handle: string, name: string, bio: string, origin: string) =>
  `INSERT INTO "Person" (handle, name, "bioSource", origin, "createdAt") VALUES (${quoted(handle)}, ${quoted(name)}, ${quoted(bio)}, ${quoted(origin)}, ${at()});`;

test("marks only rows that equal a shipped file in slug and text", async () => {
  const { url, raw } = await openBefore(MARKED_BY);
  const { posts, people, series } = readContent("content");
  const [edited, kept] = [posts[0]?.value.slug ?? "", posts[1]?.value.slug ?? ""];
  await raw.run(
    [
      ...posts.map(({ file, value: { slug, source } }) => {
        const stored = source.replace(/\]\(comment:[a-z0-9-]+\)/g, "](/comments/345)");
        return insertPost(
          slug,
          stored + (slug === edited ? " And so on." : ""),
          `content:posts/${path.basename(file)}`,
        );
      }),
      insertPost("mine", "My own words.", "content:posts/mine.md"),
      insertPost("written", "Written on the site.", null),
      ...people.map(({ file, value: { handle, name, bio } }) =>
        insertPerson(handle, name, bio, `content:people/${path.basename(file)}`),
      ),
      insertPerson("own", "Own", "", "content:people/own.md"),
      ...series.map(
        ({ value: { slug, title, intro } }) =>
          `INSERT INTO "Series" (slug, title, "introSource", status, origin, "createdAt") VALUES (${quoted(slug)}, ${quoted(title)}, ${quoted(intro)}, 'complete', ${quoted(`content:series/${slug}.md`)}, ${at()});`,
      ),
    ].join("\n"),
  );
  const { applied } = await migrate(url, OURS);
  expect(applied).toContain(MARKED_BY);

  const db = openDatabase(url);
  try {
    await markSample(db);
    await markSample(db);
    const unmarked = { where: { sample: false }, orderBy: { id: "asc" } } as const;
    const own = [
      (await db.post.findMany(unmarked)).map(({ slug }) => slug),
      (await db.person.findMany(unmarked)).map(({ handle }) => handle),
      (await db.series.findMany(unmarked)).map(({ slug }) => slug),
    ];
    expect(own).toEqual([[edited, "mine", "written"], ["own"], []]);
    expect(await db.post.findUnique({ where: { slug: kept } })).toMatchObject({ sample: true });
    expect(await db.post.count()).toBe(posts.length + 2);
  } finally {
    await db.close();
  }
});
