// A standing page from its first line to the version that comes back, as one way through the site's own links and forms.

import { expect, test } from "vitest";
import { createMember } from "../../../factories/people";
import { openTestSite } from "../../../factories/site";
import { type Answer, typedIn, Visitor } from "../../../factories/visitor";

/** Where the first form or link of a page leads whose address fits. */
const wayOn = ({ html }: Answer, address: RegExp): string => {
  const [, found] = new RegExp(`(?:action|href|formaction)="(${address.source})"`, "i").exec(html) ?? [];
  if (!found) throw new Error(`The page leads to nothing like ${address}.`);
  return found.replaceAll("&amp;", "&");
};

test("leads an editor from Pages to a page in the navigation, through an update, and back to its first version", async () => {
  const site = await openTestSite({ env: { PAGE_CACHE: "on" } });
  const { db } = site.services;
  const boss = await createMember(db, "boss", { role: "administrator" });
  const as = String(boss.id);
  const editor = new Visitor(site, boss.cookie);
  const reader = new Visitor(site);
  const read = async () => (await reader.get("/pages/about-us")).html;
  expect((await reader.get("/pages/about-us")).status).toBe(404);

  const begun = await editor.get(wayOn(await editor.get("/moderation/pages"), /\/write\?kind=page[^"]*/));
  const form = await editor.get(begun.location ?? "");
  const fields = { kind: "page", form: typedIn(form, "form") ?? "", as, title: "About us" };
  const shown = await editor.post(wayOn(form, /\/write[^"]*then=preview/), {
    ...fields,
    body: "The *first* text.",
  });
  const preview = shown.location ? await editor.get(shown.location) : shown;
  expect(preview.html).toContain("The <em>first</em> text.");
  const draft = /\/write\/\d+/.exec(shown.location ?? "")?.[0] ?? "";
  expect(await read()).not.toContain("first");

  const publish = async () => {
    const asked = await editor.get(`${draft}/publish`);
    const done = await editor.post(`${draft}/publish`, { as, version: typedIn(asked, "version") ?? "" });
    return editor.get(done.location ?? "");
  };
  expect(wayOn(await publish(), /\/pages\/[^"]*/)).toBe("/pages/about-us");
  expect(await read()).toContain("The <em>first</em> text.");
  const list = await editor.get("/moderation/pages");
  await editor.post(wayOn(list, /\/moderation\/pages\/\d+\/add/), {
    as,
    order: typedIn(list, "order") ?? "",
  });
  expect((await reader.get("/")).html).toContain('href="/pages/about-us"');

  const again = await editor.get(wayOn(await editor.get("/pages/about-us"), /\/write\?page=[^"]*/));
  const opened = await editor.get(again.location ?? draft);
  const version = typedIn(opened, "version") ?? "";
  await editor.post(draft, {
    ...fields,
    form: typedIn(opened, "form") ?? "",
    version,
    body: "The second text.",
  });
  expect(await read()).toContain("The <em>first</em> text.");
  await publish();
  expect(await read()).toContain("The second text.");

  const history = await editor.get("/pages/about-us/history?version=1");
  const restored = await editor.post(wayOn(history, /\/pages\/about-us\/history\/1\/restore/), { as });
  expect(restored.location).toBe(draft);
  expect(typedIn(await editor.get(draft), "body")).toBe("The *first* text.");
  expect(await read()).toContain("The second text.");
  await publish();
  expect(await read()).toContain("The <em>first</em> text.");
  expect(await db.pageVersion.count()).toBe(3);
});
