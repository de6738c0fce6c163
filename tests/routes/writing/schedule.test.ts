// The page that schedules a draft, over HTTP.

import { beforeEach, expect, test } from "vitest";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let editor: Visitor;
let draftId: number;
const year = new Date().getUTCFullYear() + 1;

/** The last Sunday of a month, on which clocks change in Berlin. */
const lastSunday = (month: number) => {
  const last = new Date(Date.UTC(year, month, 0));
  return new Date(last.getTime() - last.getUTCDay() * 86_400_000).toISOString().slice(0, 10);
};

beforeEach(async () => {
  site = await openTestSite();
  const { db } = site.services;
  const text = { name: "S", tagline: "", aboutSource: "", aboutHtml: "", language: "en-GB" };
  await db.site.upsert({
    where: { id: 1 },
    create: { ...text, timeZone: "Europe/Berlin" },
    update: { timeZone: "Europe/Berlin", language: "en-GB" },
  });
  const eve = await createMember(db, "eve", { role: "editor" });
  editor = new Visitor(site, eve.cookie);
  draftId = await createDraft(db, eve, { title: "Access" });
});

const schedule = (fields: Record<string, string>) =>
  editor.post(`/write/${draftId}/schedule`, { version: "1", at: "", ...fields });

const scheduledFor = async () => (await site.services.db.post.findFirst())?.publishedAt?.toISOString();

test("schedules at a time of the site's zone, shows it in the field, and moves it", async () => {
  expect((await schedule({ at: `${year}-07-01T08:00` })).location).toBe(`/drafts?done=${draftId}`);
  expect(await scheduledFor()).toBe(`${year}-07-01T06:00:00.000Z`);
  const page = await editor.get(`/write/${draftId}/publish`);
  expect(typedIn(page, "at")).toBe(`${year}-07-01T08:00`);
  expect(page.html).toContain("Date and time in Europe/Berlin");
  await schedule({ at: `${year}-01-15 09:30` });
  expect(await scheduledFor()).toBe(`${year}-01-15T08:30:00.000Z`);
});

test.each([
  ["twice", 10, "twice on that day"],
  ["never", 3, "Clocks skip 02:30"],
])(
  "offers two moments for a time that clocks show %s, and takes the chosen one",
  async (_how, month, words) => {
    const refused = await schedule({ at: `${lastSunday(month)}T02:30` });
    expect([refused.status, errorOf(refused, "at")]).toEqual([422, expect.stringContaining(words)]);
    const moments = [...refused.html.matchAll(/name="moment" value="([^"]+)">([^<]+)</g)];
    expect(moments.map(([, , label]) => label?.slice(-5))).toEqual(
      expect.arrayContaining([expect.stringMatching(/CES?T|GMT/)]),
    );
    expect(moments.length).toBe(2);
    await schedule({ at: `${lastSunday(month)}T02:30`, moment: moments[1]?.[1] ?? "" });
    expect(await scheduledFor()).toBe(moments[1]?.[1]);
  },
);

test("keeps a wrong time in its field, with how to write it", async () => {
  const refused = await schedule({ at: "next Monday" });
  expect([refused.status, typedIn(refused, "at")]).toEqual([422, "next Monday"]);
  expect(errorOf(refused, "at")).toContain("for example 2026-03-30 08:00");
});

test("says in the list and in the editor that a publication failed", async () => {
  await schedule({ at: `${year}-07-01T08:00` });
  await site.services.db.post.updateMany({ data: { failedAt: new Date() } });
  for (const page of ["/drafts", `/write/${draftId}`])
    expect((await editor.get(page)).html).toContain("couldn’t be published on");
});
