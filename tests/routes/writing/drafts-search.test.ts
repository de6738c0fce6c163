// The search of drafts, over HTTP: each member finds what their page of drafts lists.

import { expect, test } from "vitest";
import { moveToBin } from "~/flows/writing/bin-draft.server";
import { SEARCHES_PER_MINUTE } from "~/search/search-rate-limits.server";
import { draftStatus } from "~/visibility/status";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { openTestSite } from "../../factories/site";

test("finds one's drafts by words in any form, in their titles, texts and summaries, and no draft of others", async () => {
  const site = await openTestSite();
  const { db } = site.services;
  const ada = await createMember(db, "ada", { role: "author", name: "Ada" });
  const ben = await createMember(db, "ben", { role: "author", name: "Ben" });
  const eve = await createMember(db, "eve", { role: "editor", name: "Eve" });
  const rooms = await createDraft(db, ada, {
    title: "Reading rooms",
    source: "Open **cafés** for *students*.",
  });
  const school = await createDraft(db, ada, {
    title: "",
    source: "School <b>libraries</b>.",
    summary: "Of étudiants",
  });
  const binned = await createDraft(db, ada, { title: "Old", source: "A library of the past. tag:old" });
  await moveToBin(site.services, ada, binned, new Date());
  const others = await createDraft(db, ben, { title: "The library of Ben", source: "Mine." });
  await db.draft.update({
    where: { id: others },
    data: { status: draftStatus.submitted, submittedAt: new Date() },
  });
  await createDraft(db, ben, { title: "A library that Ben still writes about", source: "Mine." });

  const search = async (who: { cookie: string }, q: string) => {
    const answer = await site.get(`/drafts?${new URLSearchParams({ q })}`, {
      headers: { Cookie: who.cookie },
    });
    const html = await answer.text();
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    const found = [...main.matchAll(/<li[^>]*><a href="\/write\/(\d+)"/g)].map(([, id]) => Number(id));
    return { status: answer.status, headers: answer.headers, main, found };
  };
  const finds = async (q: string) => (await search(ada, q)).found;
  expect(await finds("library")).toEqual([school, binned]);
  expect(await finds("cafe student")).toEqual([rooms]);
  expect(await finds('"reading rooms"')).toEqual([rooms]);
  expect(await finds('"rooms reading"')).toEqual([]);
  expect(await finds("etudiant")).toEqual([school]);
  expect(await finds("librar* -past")).toEqual([school]);
  expect(await finds("tag:old")).toEqual([binned]);
  expect((await search(ben, "library")).found).toHaveLength(2);
  // An editor finds what waits for one.
  expect((await search(eve, "library")).found).toEqual([others]);

  // The matches are marked, in a text that is no markup here; nobody else learns or keeps the words.
  const { main, headers } = await search(ada, "library school");
  expect(main).toContain("<mark>School</mark> &lt;b&gt;<mark>libraries</mark>&lt;/b&gt;");
  expect(main).toContain("1 draft has all of these words.");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("Cache-Control")).toContain("no-store");
  expect(headers.get("X-Robots-Tag")).toContain("noindex");

  // Nothing: what was typed is still there, with ways on.
  const none = await search(ada, '"><script>zebra');
  expect(none.found).toEqual([]);
  for (const text of [
    "None of these drafts has",
    'href="/drafts"',
    "&quot;&gt;&lt;script&gt;zebra",
    'href="/search?q=',
  ])
    expect(none.main).toContain(text);
  expect(none.main).not.toContain("<script>");
  for (const q of ["!!!", "-", '"', "*", "tag:", "-tag:old", "a\u0000b", "字".repeat(210), "a ".repeat(150)])
    expect([q, (await search(ada, q)).status]).toEqual([q, q.includes("\0") ? 400 : 200]);
  expect((await finds("-library")).length).toBe(1);
});

test("refuses more than thirty searches a minute of a member, who keeps the words and sees all drafts", async () => {
  const site = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const ada = await createMember(site.services.db, "ada", { role: "author", name: "Ada" });
  await createDraft(site.services.db, ada, { title: "Reading rooms", source: "Open." });
  const search = (q: string) => site.get(`/drafts?q=${q}`, { headers: { Cookie: ada.cookie } });
  for (let count = 0; count < SEARCHES_PER_MINUTE; count++) expect((await search("none")).status).toBe(200);
  const refused = await search("zebra");
  expect([refused.status, Number(refused.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  expect(refused.headers.get("Referrer-Policy")).toBe("no-referrer");
  const html = await refused.text();
  for (const text of ["You have searched very often.", 'value="zebra"', "Reading rooms"])
    expect(html).toContain(text);
});
