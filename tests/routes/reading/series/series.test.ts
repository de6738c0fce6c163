import { expect, test } from "vitest";
import { upsertSeries } from "~/series/series.server";
import { createPost, NOW } from "../../../factories/posts";
import { openTestSite } from "../../../factories/site";

test("shifts headings of a series' introduction below its title", async () => {
  const site = await openTestSite();
  const series = { slug: "notes", title: "Notes", status: "under way" as const };
  await upsertSeries(site.services, { ...series, intro: "# Why\n\n## Since" }, NOW);
  await createPost(site.services, { series: "notes", part: 1 });
  for (const path of ["/series", "/series/notes"]) {
    const html = await (await site.get(path)).text();
    expect(html, path).toContain("<h3>Why</h3>\n<h4>Since</h4>");
  }
});
