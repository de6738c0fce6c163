import { expect, test } from "vitest";
import { readContent } from "~/portability/content-files.server";
import {
  fingerprint,
  fingerprintPerson,
  fingerprintPost,
  fingerprintSeries,
  isSamplePost,
} from "~/portability/sample-fingerprints";

const CONTENT = readContent("content");

test("the shipped sample is known by what it says (after a change of content/: vitest -u)", async () => {
  const { site, people, series, posts } = CONTENT;
  const shipped = {
    posts: Object.fromEntries(posts.map(({ value }) => [value.slug, fingerprintPost(value)])),
    people: Object.fromEntries(people.map(({ value }) => [value.handle, fingerprintPerson(value)])),
    series: Object.fromEntries(series.map(({ value }) => [value.slug, fingerprintSeries(value)])),
    site: {
      tagline: fingerprint(site?.value.tagline ?? ""),
      about: fingerprint(site?.value.about ?? ""),
    },
  };
  await expect(`${JSON.stringify(shipped, null, 2)}\n`).toMatchFileSnapshot(
    "../../app/portability/sample-fingerprints.json",
  );
});

test("a sample post is told by its slug and its text, with its links as the database has them", () => {
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
