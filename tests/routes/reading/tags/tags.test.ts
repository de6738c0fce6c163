import { expect, test } from "vitest";
import { saveSettings } from "~/site/site.server";
import { TAGS_WITH_TITLES } from "~/tags/tag.server";
import { createPost } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";
import { openTestSite } from "../../../factories/site";

test("sorts tags by the rules of the site's language, ignoring case", async () => {
  const site = await openTestSite();
  await createPost(site.services, {
    tags: ["Zeta", "apple", "Äpfel", "öde", "Banana", "C", "C++", "no 10", "no 9"],
  });
  const names = async () => {
    const html = await (await site.get("/tags")).text();
    return [...html.matchAll(/<a href="\/tags\/[^"]+"><bdi>([^<]+)<\/bdi><\/a> <span/g)].map(
      (match) => match[1],
    );
  };
  expect(await names()).toEqual(["Äpfel", "apple", "Banana", "C", "C++", "no 9", "no 10", "öde", "Zeta"]);

  await saveSettings(site.services, buildSettings({ language: "sv" }));
  expect(await names()).toEqual(["apple", "Banana", "C", "C++", "no 9", "no 10", "Zeta", "Äpfel", "öde"]);
});

test("shows a tag's newest titles, on a long list for the largest tags only, and lists every tag", async () => {
  const site = await openTestSite();
  const days = (day: number) => new Date(Date.UTC(2026, 2, day));
  for (let day = 1; day <= 4; day++)
    await createPost(site.services, { title: `No. ${day}`, tags: ["large"] }, days(day));
  const titlesOf = (html: string) =>
    [...html.matchAll(/<li><a href="\/posts\/[^"]*"><bdi>([^<]*)</g)].map((match) => match[1]);
  const few = await (await site.get("/tags")).text();
  expect(titlesOf(few)).toEqual(["No. 4", "No. 3", "No. 2"]);
  expect(few).not.toContain("All tags");

  for (let count = 0; count < TAGS_WITH_TITLES; count++)
    await createPost(site.services, { title: `Of ${count}`, tags: [`small ${count}`] });
  const many = await (await site.get("/tags")).text();
  expect(titlesOf(many).length).toBe(3 + TAGS_WITH_TITLES - 1);
  expect(titlesOf(many)).toContain("No. 4");
  const index = many.slice(many.indexOf('id="all"'));
  expect([...index.matchAll(/href="\/tags\/[^"]*"/g)].length).toBe(1 + TAGS_WITH_TITLES);
});

test("keeps C++ and C# apart", async () => {
  const site = await openTestSite();
  await createPost(site.services, { title: "Of pluses", tags: ["C++"] });
  await createPost(site.services, { title: "Of sharps", tags: ["C#"] });
  expect(await (await site.get("/tags/c-plus-plus")).text()).toContain("Of pluses");
  expect(await (await site.get("/tags/c-sharp")).text()).not.toContain("Of pluses");
});
