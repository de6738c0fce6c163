import { expect, test } from "vitest";
import { readContent } from "~/portability/content/content-files.server";
import {
  fingerprint,
  fingerprintPage,
  fingerprintPerson,
  fingerprintPost,
  fingerprintSeries,
  isSamplePost,
  isSampleSetting,
} from "~/portability/sample/sample-fingerprints";

const CONTENT = readContent("content");

test("recognises the shipped sample by its text (after a change of content/: vitest -u)", async () => {
  const { site, people, series, pages, posts } = CONTENT;
  const shipped = {
    posts: Object.fromEntries(posts.map(({ value }) => [value.slug, fingerprintPost(value)])),
    people: Object.fromEntries(people.map(({ value }) => [value.handle, fingerprintPerson(value)])),
    series: Object.fromEntries(series.map(({ value }) => [value.slug, fingerprintSeries(value)])),
    pages: Object.fromEntries(pages.map(({ value }) => [value.slug, fingerprintPage(value)])),
    site: {
      tagline: fingerprint(site?.value.tagline ?? ""),
      about: fingerprint(site?.value.about ?? ""),
    },
  };
  await expect(`${JSON.stringify(shipped, null, 2)}\n`).toMatchFileSnapshot(
    "../../../app/portability/sample/sample-fingerprints.json",
  );
});

test("recognises a sample post by its slug and text, with stored links", () => {
  const value = CONTENT.posts.find(({ value }) => value.source.includes("](comment:"))?.value;
  if (!value) throw new Error("no post of the sample links to a response");
  const stored = value.source.replace(/\]\(comment:[a-z0-9-]+\)/g, "](/comments/345)");
  const said = (slug: string, source: string) => isSamplePost({ slug, source });
  expect([
    said(value.slug, stored),
    said(value.slug, stored.replaceAll("\n", "\r\n")),
    said(value.slug, `${stored} And more.`),
    said(value.slug, stored.replace("/comments/345", "/posts/345")),
    said("my-own", stored),
  ]).toEqual([true, true, false, false, false]);
});

test("recognises the site's about text in its current and earlier shipped versions", () => {
  const before = `People who work in libraries, or near them, write here at length about what happened, and are answered by others who take their time. Now and then a remark made deep inside a conversation becomes a post itself.

This is the sample blog that comes with Longtable: its people and places are invented. When you are ready to begin your own, remove all of it with \`npm run longtable -- sample remove\`.`;
  const said = (text: string) => isSampleSetting("about", text);
  expect([said(CONTENT.site?.value.about ?? ""), said(before), said(`${before} Ours.`), said("")]).toEqual([
    ...[true, true, false, false],
  ]);
});
