// Right-to-left names and titles on every page that shows them among other text.

import { type DefaultTreeAdapterMap, parse } from "parse5";
import { beforeAll, expect, test } from "vitest";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { createComment, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";
import { openTestSite, type TestSite } from "../factories/site";

let site: TestSite;

/** Each ends with a neutral character that moves to the wrong side unless the text is isolated. */
const NAME = "ليلى (عمّان)";
const TITLE = "من ليس في القاعة!";
const SERIES = "ملاحظات (١)";
const TAG = "مكتبات!";
const SITE = "طاولة!";
const HEADING = "القسم (٢)";

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  await saveSettings(services, buildSettings({ name: SITE, tagline: `${SITE} ${SITE}` }));
  await upsertPerson(services, { handle: "ken", name: NAME, bio: "" }, NOW);
  await upsertSeries(services, { slug: "notes", title: SERIES, status: "under way", intro: "" }, NOW);
  const source = [1, 2, 3].map((number) => `## ${HEADING} ${number}\n\n${"كلمة ".repeat(320)}`).join("\n\n");
  const about = { title: TITLE, tags: [TAG], series: "notes" };
  const id = await createPost(services, { ...about, slug: "first", source, part: 1 });
  await createPost(services, { ...about, slug: "second", source: "[it](/posts/first)", part: 2 });
  const first = await createComment(services, id, { name: NAME });
  await createComment(services, id, { name: NAME, to: first });
  return () => site.close();
});

const PAGES = [
  ...["/", "/tags", "/series", "/series/notes", "/archive", "/archive/2026", "/archive/2026/03"],
  ...["/people/ken", "/posts/first", "/posts/second", "/posts/first/respond?to=1", "/posts/frist"],
];

type Node = DefaultTreeAdapterMap["node"];

const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";

/** Right-to-left texts of a page's body outside any element that isolates its direction. */
function findLoose(html: string): { seen: number; loose: string[] } {
  const loose: string[] = [];
  let seen = 0;
  const walk = (node: Node, isolated: boolean) => {
    if (node.nodeName === "head") return;
    if (node.nodeName === "#text" && /\p{sc=Arabic}/u.test(textOf(node))) {
      seen += 1;
      if (!isolated) loose.push(textOf(node));
    }
    const isOwn =
      node.nodeName === "bdi" ||
      ("attrs" in node && node.attrs.some(({ name, value }) => name === "dir" && value === "auto"));
    const runs = isOwn ? /^\P{L}*\p{sc=Arabic}/u.test(textOf(node)) : isolated;
    if ("childNodes" in node) for (const child of node.childNodes) walk(child, runs);
  };
  walk(parse(html), false);
  return { seen, loose };
}

test.each(PAGES)("isolates the direction of every name and title on %s", async (page) => {
  const { seen, loose } = findLoose(await (await site.get(page)).text());
  expect(seen).toBeGreaterThan(1);
  expect(loose).toEqual([]);
});
