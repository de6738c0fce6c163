// Secret links of drafts, over HTTP.

import { beforeEach, expect, test } from "vitest";
import { moveToBin } from "~/flows/writing/bin-draft.server";
import { publishDraftVersion, withdrawPostOfDraft } from "~/flows/writing/publish-draft.server";
import { createDraft } from "../../factories/drafts";
import { createMember, type TestMember } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { buildPicture, upload } from "../../factories/uploads";
import { Visitor } from "../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let writer: Visitor;
let draftId: number;

beforeEach(async () => {
  site = await openTestSite();
  ada = await createMember(site.services.db, "ada", { role: "author", name: "Ada" });
  writer = new Visitor(site, ada.cookie);
  draftId = await createDraft(site.services.db, ada, { title: "Access", source: "One *thing*." });
});

/** Creates a link on its page. Returns its path. */
async function share(): Promise<string> {
  const { html } = await writer.post(`/write/${draftId}/link`);
  const href = /href="http:\/\/[^/"]+(\/drafts\/read\/[0-9a-f]{48})"/.exec(html)?.[1];
  if (!href) throw new Error(`no link in ${html}`);
  return href;
}

test("shows the last saved text to a guest, stored and indexed by nobody, and tells no other site its address", async () => {
  const answer = await site.get(await share());
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Cache-Control")).toContain("no-store");
  expect(answer.headers.get("X-Robots-Tag")).toContain("noindex");
  expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
  const html = await answer.text();
  expect(html).toContain("One <em>thing</em>.");
  expect(html).toContain('name="robots" content="noindex"');
  expect(html).not.toContain(`/write/${draftId}`);
  await site.services.db.draft.update({ where: { id: draftId }, data: { source: "Two things." } });
  expect(await (await site.get(await share())).text()).toContain("Two things.");
});

/** Addresses of pictures on a page. */
const picturesOn = (html: string) =>
  [...html.matchAll(/(?:src|srcset)="(\/media\/[^"]*)"/g)].flatMap(([, set = ""]) =>
    set
      .replaceAll("&amp;", "&")
      .split(", ")
      .map((one) => one.split(" ")[0] ?? ""),
  );

test("shows the draft's pictures to a guest while the link works and the draft names them, and no others", async () => {
  const { db } = site.services;
  const { id, markdown, address } = await upload(site, ada, { file: await buildPicture(356, 200) });
  const other = await upload(site, ada, { file: await buildPicture(357, 200) });
  draftId = await createDraft(db, ada, { title: "Named", source: `Look:\n\n${markdown}` });
  const page = await (await site.get(await share())).text();
  const shown = picturesOn(page);
  expect(shown.length).toBeGreaterThan(2);
  const statuses = async (paths: string[]) =>
    new Set(await Promise.all(paths.map(async (path) => (await site.get(path)).status)));
  expect(await statuses(shown)).toEqual(new Set([200]));
  const answer = await site.get(shown[0] ?? "");
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  const query = new URL(shown[0] ?? "", site.address).search;
  const forged = [
    "",
    "?link=",
    "?link=1",
    query.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    `${query}x`,
  ];
  expect(await statuses(forged.map((wrong) => address + wrong))).toEqual(new Set([404]));
  expect(await statuses([other.address + query])).toEqual(new Set([404]));
  await db.mediaUse.deleteMany({ where: { mediaId: id } });
  expect(await statuses(shown)).toEqual(new Set([404]));
  await db.mediaUse.create({ data: { mediaId: id, draftId } });
  await db.draft.update({ where: { id: draftId }, data: { binnedAt: new Date() } });
  expect(await statuses(shown)).toEqual(new Set([404]));
  await db.draft.update({ where: { id: draftId }, data: { binnedAt: null } });
  expect(await statuses(shown)).toEqual(new Set([200]));
  const link = await db.draftLink.findFirstOrThrow({ where: { draftId } });
  await writer.post(`/write/${draftId}/link/${link.id}/revoke`);
  expect(await statuses(shown)).toEqual(new Set([404]));
  await db.draftLink.update({ where: { id: link.id }, data: { revokedAt: null, expiresAt: new Date(0) } });
  expect(await statuses(shown)).toEqual(new Set([404]));
});

test("opens nothing else", async () => {
  const guest = new Visitor(site);
  await guest.get(await share());
  expect(guest.cookies.has("session")).toBe(false);
  for (const path of [`/write/${draftId}`, `/write/${draftId}/preview`, "/drafts"])
    expect((await guest.get(path)).location).toMatch(/^\/sign-in/);
});

test("leads to the post once it is published, and to nothing once that is withdrawn", async () => {
  const path = await share();
  const { services } = site;
  await publishDraftVersion(services, ada, { draftId, version: 1 }, new Date());
  const answer = await site.get(path);
  expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/posts/access"]);
  await withdrawPostOfDraft(services, ada, draftId, new Date());
  expect((await site.get(path)).status).toBe(410);
});

test("answers with 410 and a sentence after it is revoked", async () => {
  const path = await share();
  const page = await writer.get(`/write/${draftId}/link`);
  expect(page.html).not.toContain(path);
  const revoke = /action="([^"]+\/revoke)"/.exec(page.html)?.[1] ?? "";
  expect((await writer.post(revoke)).location).toBe(`/write/${draftId}/link`);
  const answer = await site.get(path);
  expect([answer.status, await answer.text()]).toEqual([
    410,
    expect.stringContaining("This link no longer works"),
  ]);
  expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
});

test.each([
  ["its time is over", () => site.services.db.draftLink.updateMany({ data: { expiresAt: new Date() } })],
  ["the draft is in the bin", () => moveToBin(site.services, ada, draftId, new Date())],
])("answers with 410 when %s", async (_when, end) => {
  const path = await share();
  await end();
  expect((await site.get(path)).status).toBe(410);
});

test.each([
  ["none", 404],
  ["a".repeat(48), 404],
  ["%00", 400],
])("answers to the secret %s with %i", async (secret, status) => {
  expect((await site.get(`/drafts/read/${secret}`)).status).toBe(status);
});
