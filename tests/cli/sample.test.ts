import { expect, test } from "vitest";
import { newDatabaseUrl } from "../factories/database";
import { openTestSite } from "../factories/site";
import { run } from "./command";
import { post, writeContent } from "./content";

/** As a sample blog is: posts that answer one another, a series, a conversation. */
const SAMPLE = {
  "site.md": "---\nname: The Sample\n---\n",
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "series/walks.md": "---\nslug: walks\ntitle: Walks\n---\n",
  "posts/one.md": post("one", "2026-03-01").replace("byline", "series: walks\npart: 1\ntags: [a]\nbyline"),
  "posts/two.md": `${post("two", "2026-03-02")}As [One](/posts/one) says.\n`,
  "conversations/one.yml": "post: one\nresponses:\n  - name: Ada\n    at: 2026-03-03\n    body: So true.\n",
};

test("without its sample blog, a site is empty, works, and is not filled again", async () => {
  const DATABASE_URL = await newDatabaseUrl();
  const content = writeContent(SAMPLE);
  const filled = await openTestSite({ databaseUrl: DATABASE_URL, content });
  expect(await filled.ground.db.pingback.count()).toBe(1);
  const { code, said } = await run(["sample", "remove"], { DATABASE_URL });
  expect([code, said]).toEqual([0, "Removed 2 sample posts with their responses, 1 people and 1 series.\n"]);

  const site = await openTestSite({ databaseUrl: DATABASE_URL, content });
  const { db } = site.ground;
  const left = [
    db.post.count(),
    db.person.count(),
    db.series.count(),
    db.comment.count(),
    db.pingback.count(),
  ];
  expect(await Promise.all(left)).toEqual([0, 0, 0, 0, 0]);
  for (const page of ["/", "/tags", "/series", "/archive"])
    expect([page, (await site.get(page)).status]).toEqual([page, 200]);
});

test("to do something else with the sample is answered with what can be done", async () => {
  const { code, said } = await run(["sample", "polish"], { DATABASE_URL: await newDatabaseUrl() });
  expect([code, said]).toEqual([2, "Say what to do with the sample blog: longtable sample remove\n"]);
});
