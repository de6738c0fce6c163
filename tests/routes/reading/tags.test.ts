import { expect, test } from "vitest";
import { settleSite } from "~/site/site.server";
import { createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite } from "../../factories/site";

test("tags stand in the order of the site's language, whatever their capitals", async () => {
  const site = await openTestSite();
  await createPost(site.ground, {
    tags: ["Zeta", "apple", "Äpfel", "öde", "Banana", "C", "C++", "no 10", "no 9"],
  });
  const names = async () => {
    const html = await (await site.get("/tags")).text();
    return [...html.matchAll(/<a href="\/tags\/[^"]+">([^<]+)<\/a> <span/g)].map((match) => match[1]);
  };
  expect(await names()).toEqual(["Äpfel", "apple", "Banana", "C", "C++", "no 9", "no 10", "öde", "Zeta"]);

  await settleSite(site.ground, buildSettings({ language: "sv" }));
  expect(await names()).toEqual(["apple", "Banana", "C", "C++", "no 9", "no 10", "Zeta", "Äpfel", "öde"]);
});

test("C++ and C# are two tags, and each leads to its posts", async () => {
  const site = await openTestSite();
  await createPost(site.ground, { title: "Of pluses", tags: ["C++"] });
  await createPost(site.ground, { title: "Of sharps", tags: ["C#"] });
  expect(await (await site.get("/tags/c-plus-plus")).text()).toContain("Of pluses");
  expect(await (await site.get("/tags/c-sharp")).text()).not.toContain("Of pluses");
});
