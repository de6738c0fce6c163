import { expect, test } from "vitest";
import { keepFeedAuthority, readFeedAuthority } from "~/site/feed-authority.server";
import { saveSettings } from "~/site/site.server";
import { writeContent } from "../cli/content";
import { newDatabaseUrl, openDeps } from "../factories/database";
import { buildSettings } from "../factories/settings";
import { freePort, openTestSite } from "../factories/site";

async function openNewSite() {
  const deps = await openDeps();
  await saveSettings(deps, buildSettings());
  return deps.db;
}

test("keeps the first host as feed authority when the site moves", async () => {
  const db = await openNewSite();
  await keepFeedAuthority(db, "https://first.example:8443");
  await keepFeedAuthority(db, "https://second.example");
  expect(await readFeedAuthority(db, "https://second.example")).toBe("first.example");
});

test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
  "gives a new site at %s a unique authority and keeps it",
  async (siteUrl) => {
    const [one, other] = [await openNewSite(), await openNewSite()];
    for (const db of [one, other]) await keepFeedAuthority(db, siteUrl);
    await keepFeedAuthority(one, "https://moved.example");
    const name = await readFeedAuthority(one, siteUrl);
    expect(name).toMatch(/^[0-9a-f]{16}\.localhost$/);
    expect(await readFeedAuthority(other, siteUrl)).not.toBe(name);
  },
);

test("keeps the host as authority for a site whose feeds are older than the stored authority", async () => {
  const db = await openNewSite();
  await db.site.updateMany({ data: { feedAuthority: null } });
  await keepFeedAuthority(db, "http://localhost:3000");
  await keepFeedAuthority(db, "https://moved.example");
  expect(await readFeedAuthority(db, "https://moved.example")).toBe("localhost");
});

test("keeps the ids of feeds and changes their addresses when the site moves to another host", async () => {
  const databaseUrl = await newDatabaseUrl();
  const content = writeContent({
    "site.md": "---\nname: Moving\n---\n",
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
    "posts/a.md": "---\ntitle: A\nslug: a\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\n---\nText.\n",
  });
  const feeds = [];
  for (const SITE_URL of ["http://first.example", "http://second.example"]) {
    const PORT = String(await freePort());
    const site = await openTestSite({ databaseUrl, content, env: { SITE_URL, PORT }, close: "later" });
    const atom = await (await fetch(`http://127.0.0.1:${PORT}/people/ken/feed.atom`)).text();
    await site.close();
    feeds.push({
      ids: [...atom.matchAll(/<id>([^<]*)/g)].map(([, id]) => id),
      hasOwn: atom.includes(`${SITE_URL}/posts/a`),
    });
  }
  expect(feeds[0]).toMatchObject({ hasOwn: true });
  expect(feeds[0]?.ids).toHaveLength(2);
  expect(feeds[1]).toEqual(feeds[0]);
});
