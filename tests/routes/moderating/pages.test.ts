// The administration's list of pages, and their order in the navigation.

import { expect, test } from "vitest";
import { createDraft } from "../../factories/drafts";
import { createPage } from "../../factories/pages";
import { createMember } from "../../factories/people";
import { openTestSite } from "../../factories/site";
import { alertOf, typedIn, Visitor } from "../../factories/visitor";

async function openPages(slugs: string[], isInNavigation = true) {
  const site = await openTestSite();
  const { services } = site;
  const ids: number[] = [];
  for (const slug of slugs) ids.push(await createPage(services, { slug, title: slug }, { isInNavigation }));
  const member = async (handle: string, role: "administrator" | "editor") =>
    new Visitor(site, (await createMember(services.db, handle, { role })).cookie);
  const order = async () =>
    (
      await services.db.page.findMany({ where: { position: { not: null } }, orderBy: { position: "asc" } })
    ).map(({ slug, position }) => `${position} ${slug}`);
  return {
    site,
    services,
    ids,
    ada: await member("ada", "administrator"),
    eve: await member("eve", "editor"),
    order,
  };
}

test("moves pages up, down, out and in again, says what it did, and keeps the focus on the button", async () => {
  const { ada, ids, order } = await openPages(["a", "b", "c"]);
  const [a = 0, b = 0, c = 0] = ids;
  const move = async (id: number, verb: string) => {
    const seen = typedIn(await ada.get("/moderation/pages"), "seen") ?? "";
    const { location } = await ada.post(`/moderation/pages/${id}/${verb}`, { seen });
    return (await ada.get(location ?? "")).html;
  };
  const moved = await move(c, "up");
  expect(await order()).toEqual(["1 a", "2 c", "3 b"]);
  expect(moved).toContain("“c” is number 2 of 3 in the navigation.");
  expect(moved).toMatch(/autofocus=""[^>]*aria-label="Move up: c"|aria-label="Move up: c"[^>]*autofocus=""/i);
  await move(a, "down");
  expect(await order()).toEqual(["1 c", "2 a", "3 b"]);
  expect(await move(c, "remove")).toContain("“c” is no longer in the navigation.");
  expect(await order()).toEqual(["1 a", "2 b"]);
  await move(c, "add");
  expect(await order()).toEqual(["1 a", "2 b", "3 c"]);
  expect(b).toBeGreaterThan(0);
});

test("refuses a move from an order that isn't current, such as a second click, and shows the current one", async () => {
  const { ada, ids, order } = await openPages(["a", "b", "c"]);
  const seen = ids.join(" ");
  const up = () => ada.post(`/moderation/pages/${ids[2]}/up`, { seen });
  expect((await up()).status).toBe(303);
  const again = await up();
  expect([again.status, alertOf(again)]).toEqual([409, expect.stringContaining("changed meanwhile")]);
  expect(await order()).toEqual(["1 a", "2 c", "3 b"]);
  expect(typedIn(again, "seen")).toBe(`${ids[0]} ${ids[2]} ${ids[1]}`);
});

test("two administrators who move at once don't undo each other", async () => {
  const { ada, ids, order } = await openPages(["a", "b", "c"]);
  const seen = ids.join(" ");
  const answers = await Promise.all(
    ["up", "remove", "up"].map((verb) => ada.post(`/moderation/pages/${ids[1]}/${verb}`, { seen })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
  expect((await order()).map((line) => line[0])).toEqual(["1", "2", "3"].slice(0, (await order()).length));
});

test("refuses a seventh page in the navigation", async () => {
  const { ada, services, ids, order } = await openPages(["a", "b", "c", "d", "e", "f"]);
  const seventh = await createPage(services, { slug: "g", title: "g" });
  const refused = await ada.post(`/moderation/pages/${seventh}/add`, { seen: ids.join(" ") });
  expect([refused.status, alertOf(refused)]).toEqual([
    409,
    "The navigation has room for 6 pages. Remove one first.",
  ]);
  expect(await order()).toHaveLength(6);
});

test.each([
  ["that doesn't exist", "999/up"],
  ["with an odd id", "1e3/up"],
  ["with a NUL", "%00/up"],
])("answers a move of a page %s with an error", async (_what, place) => {
  const { ada } = await openPages(["a"]);
  expect([400, 404]).toContain((await ada.post(`/moderation/pages/${place}`)).status);
});

test("shows editors the pages and the drafts of pages, without the buttons of the order and the pages of administrators", async () => {
  const { eve, services } = await openPages(["a"]);
  const owner = await createMember(services.db, "zed", { role: "editor" });
  await createDraft(services.db, owner, { title: "A draft of a page" }, undefined, "page");
  await createDraft(services.db, owner, { title: "A draft of a post" });
  const { html } = await eve.get("/moderation/pages");
  expect(html).toContain("A draft of a page");
  expect(html).not.toContain("A draft of a post");
  expect(html).toContain("/write?page=a");
  expect(html).not.toMatch(/formaction|Invitations/i);
});
