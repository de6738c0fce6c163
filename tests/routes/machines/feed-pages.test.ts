// Which posts a feed has, and how it goes on: what its queries decide.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_ENTRIES } from "~/feeds/feed";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { ATOM, CONTENT, checkAtom, checkJson, checkRss } from "../../feeds/rules";
import { all, textOf } from "../../feeds/xml";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

async function read(address: string): Promise<string> {
  const answer = await site.get(address);
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.text();
}

const readJson = async (path: string) => checkJson(await read(`${path}/feed.json`));
const at = (day: number) => new Date(Date.UTC(2026, 3, day));

test("has fifty entries a page, and links to the next pages", async () => {
  const days = MAX_ENTRIES + 3;
  for (let day = 1; day <= days; day++)
    await createPost(site.services, { title: `Day ${day}`, writers: ["many"], tags: ["Many"] }, at(day));
  const expected = Array.from({ length: days }, (_, index) => `Day ${days - index}`);
  for (const path of ["/people/many", "/tags/many"]) {
    const first = await readJson(path);
    expect(first.items.map(({ title }) => title)).toEqual(expected.slice(0, MAX_ENTRIES));
    const second = checkJson(await read(first.next_url?.slice(site.address.length) ?? ""));
    expect(second.items.map(({ title }) => title)).toEqual(expected.slice(MAX_ENTRIES));
    expect([second.next_url, second.feed_url]).toEqual([undefined, first.next_url]);
  }
  const { next_url } = await readJson("/people/many");
  const atom = checkAtom(await read(`/people/many/feed.atom${new URL(next_url ?? "").search}`));
  const rels = all(atom, ATOM("link")).map(({ attributes }) => attributes.rel);
  expect(rels).toEqual(["alternate", "self", "first"]);
  for (const page of ["?before=0", "?before=x", "?before=2147483648", "?before=999999", "?before=1%27"])
    expect([page, (await site.get(`/people/many/feed${page}`)).status]).toEqual([page, 404]);
});

test("stops at a megabyte, and goes on after it", async () => {
  const source = "Word after word. ".repeat(6_000);
  for (let day = 1; day <= 12; day++)
    await createPost(site.services, { title: `Day ${day}`, writers: ["long"], source }, at(day));
  const first = await readJson("/people/long");
  expect(first.items.length).toBeLessThan(12);
  const second = checkJson(await read(first.next_url?.slice(site.address.length) ?? ""));
  const titles = [...first.items, ...second.items].map(({ title }) => title);
  expect(titles).toEqual(Array.from({ length: 12 }, (_, index) => `Day ${12 - index}`));
});

test("keeps hostile titles and texts readable", async () => {
  const title = "Ends ]]> <b>&amp; \ufffe\u202e é 😀 שלום";
  await createPost(site.services, {
    title,
    slug: "hostile",
    writers: ["hostile"],
    source: `${title}\n\n    ]]>`,
  });
  const item = all(checkRss(await read("/people/hostile/feed")), "item")[0];
  const legal = title.replace("\ufffe", "");
  expect(textOf(item, "title")).toBe(legal.replace("<b>&amp;", "&lt;b>&amp;amp;"));
  expect(textOf(item, CONTENT)).toContain("]]>");
  const entry = all(checkAtom(await read("/people/hostile/feed.atom")), ATOM("entry"))[0];
  expect(textOf(entry, ATOM("title"))).toBe(legal);
  expect((await readJson("/people/hostile")).items[0]?.title).toBe(title);
});
