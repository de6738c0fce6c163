// A member mutes a person: their comments are folded for that member alone.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_MUTED } from "~/accounts/mute.server";
import { saveSettings } from "~/site/site.server";
import { unpack } from "../../../factories/exports";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost, NOW } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let rob: TestMember;
let mo: TestMember;
let commentId: number;
let reader: Visitor;

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  const { services } = site;
  // So that nobody’s account has the number of their person.
  await services.db.person.create({ data: { handle: "early", name: "Early", createdAt: NOW } });
  ada = await createMember(services.db, "ada");
  rob = await createMember(services.db, "rob", { name: "Rob Roy" });
  mo = await createMember(services.db, "mo", { role: "administrator" });
  const postId = await createPost(services, { slug: "x" });
  commentId = await createComment(services, postId, { body: "Loud words." }, { viewer: rob });
  await createComment(services, postId, { to: commentId, body: "An answer." }, { viewer: mo });
  reader = new Visitor(site, ada.cookie);
});
afterAll(() => site.close());

const FOLD = '<details class="muted"><summary>Response 1. Muted: show</summary>';
const press = (verb: "mute" | "unmute", handle = "rob", more = {}) =>
  reader.post(`/people/${handle}/${verb}`, { as: String(ada.id), ...more });

test("folds a muted person's comments for the member alone, who can unmute them", async () => {
  expect((await reader.get("/people/rob")).html).toContain('action="/people/rob/mute"');
  expect(await press("mute")).toMatchObject({ status: 303, location: "/people/rob" });
  expect((await press("mute")).status).toBe(303);
  const { html } = await reader.get("/posts/x");
  expect(html).toContain(FOLD);
  expect(html).toContain("Loud words.");
  expect(html.split('class="muted"')).toHaveLength(2);
  for (const other of [new Visitor(site), new Visitor(site, rob.cookie), new Visitor(site, mo.cookie)])
    for (const path of ["/posts/x", "/people/rob", "/people/ada"])
      expect((await other.get(path)).html).not.toMatch(/class="muted"|unmute"/);
  expect((await reader.get("/people/rob")).html).toContain('action="/people/rob/unmute"');
  const list = await reader.get("/settings/muted");
  expect(list.html).toContain("Rob Roy");
  expect(await press("unmute", "rob", { from: "settings" })).toMatchObject({ location: "/settings/muted" });
  expect((await reader.get("/posts/x")).html).not.toContain(FOLD);
});

test("unmutes one person for one member, and lists each member's own", async () => {
  const { services } = site;
  const { db } = services;
  const others = new Visitor(site, rob.cookie);
  await press("mute");
  await press("mute", "mo");
  expect((await others.post("/people/mo/mute", { as: String(rob.id) })).status).toBe(303);
  expect((await others.get("/settings/muted")).html).not.toContain("/people/rob/unmute");
  await press("unmute", "mo");
  const left = await db.mute.findMany({ orderBy: { accountId: "asc" } });
  expect(left.map(({ accountId, personId }) => [accountId, personId])).toEqual([
    [ada.accountId, rob.id],
    [rob.accountId, mo.id],
  ]);
  await db.mute.deleteMany();
});

test("leaves a muted person out of the member's list of recent responses, and out of no one else's", async () => {
  const recent = async (by: Visitor) => (await by.get("/")).html.includes("Loud words.");
  expect(await recent(reader)).toBe(true);
  await press("mute");
  expect([
    await recent(reader),
    await recent(new Visitor(site)),
    await recent(new Visitor(site, mo.cookie)),
  ]).toEqual([false, true, true]);
  await press("unmute");
});

test("names muted people in the member's own export, and in no one else's", async () => {
  await press("mute");
  const read = async (member: TestMember) =>
    JSON.parse((await unpack(site.services, member)).get("account.json") ?? "");
  expect((await read(ada)).muted).toMatchObject([{ handle: "rob", name: "Rob Roy" }]);
  expect((await read(rob)).muted).toEqual([]);
  await press("unmute");
});

test("refuses to mute oneself, an unknown person, and more than the limit", async () => {
  expect((await press("mute", "ada")).status).toBe(403);
  expect((await press("mute", "nobody")).status).toBe(404);
  const { db } = site.services;
  const people = Array.from({ length: MAX_MUTED }, (_, at) => ({
    handle: `quiet-${at}`,
    name: "Q",
    createdAt: NOW,
  }));
  await db.person.createMany({ data: people });
  const quiet = await db.person.findMany({ where: { handle: { startsWith: "quiet-" } } });
  const { accountId } = ada;
  await db.mute.createMany({
    data: quiet.map(({ id: personId }) => ({ accountId, personId, createdAt: NOW })),
  });
  const refused = await press("mute");
  expect(refused.status).toBe(403);
  expect(refused.html).toContain("You have muted 200 people, which is the limit.");
  // Another member’s list is not full by that.
  const other = new Visitor(site, mo.cookie);
  expect((await other.post("/people/rob/mute", { as: String(mo.id) })).status).toBe(303);
  await db.mute.deleteMany();
});

test("shows the site's reminder by the reply form and the editor", async () => {
  const reminder = "Please don’t make our visitors recognisable.";
  await saveSettings(site.services, buildSettings({ reminder }));
  expect((await new Visitor(site).get("/posts/x")).html).toContain(reminder);
  expect((await reader.get("/posts/x/respond")).html).toContain(reminder);
  const writer = new Visitor(site, mo.cookie);
  const { location } = await writer.get("/write");
  expect((await writer.get(location ?? "")).html).toContain(reminder);
});
