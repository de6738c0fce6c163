// Maps of posts: drawn from stored places, and only of what everyone may see now.

import { afterAll, beforeAll, expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { KEEP_MAPS_DAYS, layOutMapJob, pruneMapsJob } from "~/maps/map.server";
import { listAnswersAmong } from "~/pingbacks/answers-among.server";
import { listMappablePosts } from "~/posts/mappable-posts.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

let site: TestSite;
const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);
const read = async (address: string) => {
  const answer = await site.get(address);
  expect(answer.status, address).toBe(200);
  return answer.text();
};
const layOut = (key: "newest" | `tag:${number}`) => layOutMapJob.run(site.services, { key }, new Date());
const points = (html: string) => [...html.matchAll(/<circle[^>]*><title>([^<]*)/g)].map(([, title]) => title);
const lines = (html: string) =>
  /<g class="map-answers">(.*?)<\/g>/.exec(html)?.[1]?.match(/<path/g)?.length ?? 0;
const listed = (html: string) =>
  [...html.slice(html.indexOf('class="map-list"')).matchAll(/<li>(.*?)<\/li>/g)].map(([, item = ""]) =>
    item
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
const looksAgain = (html: string) => html.includes('<meta http-equiv="refresh" content="2"/>');
const linkTo = (...slugs: string[]) => slugs.map((slug) => `See [it](/posts/${slug}).`).join(" ");

// With the page cache: what a map shows is forgotten when it changes.
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
});
afterAll(() => site.close());

test("a map shows the posts and their answers once it is laid out; until then, the list says the same", async () => {
  const { services } = site;
  await createPost(services, { slug: "one", title: "One", tags: ["rooms"] }, day(1));
  await createPost(
    services,
    { slug: "two", title: "Two & <two>", tags: ["rooms"], source: linkTo("one") },
    day(2),
  );
  await createPost(services, { slug: "three", title: "Three", source: linkTo("one", "two") }, day(3));

  const before = await read("/map");
  expect([points(before), before.includes("The map is being drawn"), looksAgain(before)]).toEqual([
    ...[[], true, true],
  ]);
  expect(before).toContain('<a href="/map">Look again</a>');
  const list = listed(before);
  expect(list).toEqual([
    "Three by ken , April 2, 2026 answers One , Two &amp; &lt;two&gt;",
    "Two &amp; &lt;two&gt; by ken , April 1, 2026 answers One answered in Three",
    "One by ken , March 31, 2026 answered in Two &amp; &lt;two&gt; , Three",
  ]);
  // However often it is asked for, it is laid out once.
  await site.get("/map?again");
  const [first, ...others] = await services.db.job.findMany({ where: { kind: "lay-out-map" } });
  expect([first?.dueAt, others]).toEqual([first?.createdAt, []]);

  await layOut("newest");
  const drawn = await read("/map");
  expect(points(drawn)).toEqual(["One, by ken", "Two &amp; &lt;two&gt;, by ken", "Three, by ken"]);
  expect([lines(drawn), drawn.includes("Look again"), looksAgain(drawn)]).toEqual([3, false, false]);
  expect(listed(drawn)).toEqual(list);
  const names = /<g class="map-names">(.*?)<\/g>/.exec(drawn)?.[1] ?? "";
  expect([...names.matchAll(/>([^<]+)<\/text>/g)].map(([, name]) => name?.slice(1, -1)).sort()).toEqual([
    "One",
    "Three",
    "Two &amp; &lt;two&gt;",
  ]);
  // The list has the same links, so the drawing has no stops of its own.
  expect(drawn).toContain('aria-hidden="true"');
  expect([...drawn.matchAll(/<a href="\/posts\/\w+"><circle/g)]).toEqual([]);
});

test("a map of a tag has its posts alone", async () => {
  const { id } = await site.services.db.tag.findFirstOrThrow({ where: { name: "rooms" } });
  await layOut(`tag:${id}`);
  const html = await read("/tags/rooms/map");
  expect(points(html)).toEqual(["One, by ken", "Two &amp; &lt;two&gt;, by ken"]);
  expect(lines(html)).toBe(1);
});

test("what is hidden, or kept off search engines, leaves the map from the commit on, before it is laid out again", async () => {
  const { services } = site;
  const off = buildPost({ slug: "off", title: "Planted", source: linkTo("one") });
  const id = await createPost(services, off, day(4));
  const gone = await createPost(
    services,
    { slug: "gone", title: "Withdrawn", source: linkTo("one") },
    day(5),
  );
  await layOut("newest");
  expect(points(await read("/map"))).toContain("Planted, by ken");
  expect(lines(await read("/map"))).toBe(5);

  await editPost(services, id, { ...off, noindex: true }, day(6));
  await withdrawPost(services, gone, day(6));
  const html = await read("/map");
  expect(html).not.toMatch(/Planted|Withdrawn|\/posts\/off|\/posts\/gone/);
  expect([points(html).length, lines(html)]).toEqual([3, 3]);

  const answer = await services.db.pingback.findFirstOrThrow({ where: { sourcePost: { slug: "three" } } });
  await services.db.write((tx) => setResponseStatus(tx, { kind: "pingback", id: answer.id }, "removed"));
  expect(lines(await read("/map"))).toBe(2);
});

test("a map that nobody looked at for months is forgotten, and laid out again when somebody does", async () => {
  const { services } = site;
  await layOut("newest");
  await pruneMapsJob.run(services, {}, new Date(Date.now() + (KEEP_MAPS_DAYS - 1) * 86_400_000));
  expect(await services.db.postMap.count({ where: { key: "newest" } })).toBe(1);
  await pruneMapsJob.run(services, {}, new Date(Date.now() + (KEEP_MAPS_DAYS + 1) * 86_400_000));
  expect(await services.db.postMap.count()).toBe(0);
  expect(points(await read("/map?now"))).toEqual([]);
});

test("of many posts a map has the newest, by those who wrote them, and an answer leads to an earlier post alone", async () => {
  const { services } = site;
  const first = buildPost({ slug: "first", tags: ["circle"], presenters: ["pia"] });
  const ids = [
    await createPost(services, first, day(11)),
    await createPost(services, { slug: "second", source: linkTo("first") }, day(12)),
    await createPost(services, {}, day(13)),
  ];
  // The first was edited since, and links to the second.
  await editPost(services, ids[0] as number, { ...first, source: linkTo("second") }, day(14));
  expect(await services.db.pingback.count({ where: { sourcePost: { slug: "first" } } })).toBe(1);
  const posts = await listMappablePosts(services.db, { ids }, 2);
  expect(posts.map(({ id }) => id)).toEqual(ids.slice(1));
  const [shown] = await listMappablePosts(services.db, { ids: ids.slice(0, 1) }, 2);
  expect(shown?.writers.map(({ handle }) => handle)).toEqual(["ken"]);
  expect(await listAnswersAmong(services.db, ids)).toEqual([{ from: ids[1], to: ids[0] }]);
});

test("a map is laid out again after its posts change, several changes together, and not while they are the same", async () => {
  const { services } = site;
  await layOut("newest");
  const last = () => services.db.job.findFirst({ where: { kind: "lay-out-map" }, orderBy: { id: "desc" } });
  const before = await last();
  await read("/map?same");
  expect((await last())?.id).toBe(before?.id);
  await createPost(services, { title: "Late" }, day(15));
  // Whoever looks at the former drawing isn't disturbed.
  const former = await read("/map?changed");
  expect([former.includes("Look again"), looksAgain(former)]).toEqual([true, false]);
  const after = await last();
  expect(after?.id).not.toBe(before?.id);
  expect((after?.dueAt?.getTime() ?? 0) - (after?.createdAt.getTime() ?? 0)).toBe(5_000);
});
