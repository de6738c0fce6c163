// A member replies without their account, where the site allows it: nothing that is stored leads to them.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS } from "~/platform/database/copying/tables";
import { saveSettings } from "~/site/site.server";
import { block, person } from "../../factories/blocks";
import { createMember, type TestMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, Visitor } from "../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let visitor: Visitor;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  await saveSettings(site.services, buildSettings({ withoutAccount: "yes" }));
  ada = await createMember(site.services.db, "ada", { name: "Ada Farrow", email: "ada@example.org" });
  visitor = new Visitor(site, ada.cookie);
  await createPost(site.services, { slug: "x" });
});
afterAll(() => site.close());

const RESPOND = "/posts/x/respond";
const typed = (fields = {}) => ({
  ...{ body: "What I can’t say by name.", name: "Someone here", account: "none", to: "", homepage: "" },
  ...{ as: String(ada.id), opened: "0", ...fields },
});

/** Every row of every table, as text. */
async function allRows(): Promise<Map<string, string[]>> {
  const { db } = site.services;
  const found = new Map<string, string[]>();
  for (const model of MODELS) {
    const delegate = db[(model[0]?.toLowerCase() + model.slice(1)) as "comment"];
    found.set(
      model,
      (await delegate.findMany()).map((row) =>
        JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value)),
      ),
    );
  }
  return found;
}

test("posts as a guest, with a private link, and stores nothing that ties the reply to the member", async () => {
  expect((await visitor.get("/posts/x")).html).toContain("Without my account");
  const before = await allRows();
  const posted = await visitor.post(RESPOND, typed());
  expect(posted.status).toBe(303);
  const comment = await site.services.db.comment.findFirstOrThrow();
  expect(comment).toMatchObject({ personId: null, guestName: "Someone here", guestEmail: null });
  expect(comment.secretHash).not.toBeNull();
  const after = await allRows();
  const added = [...after].flatMap(([model, rows]) =>
    rows.filter((row) => !before.get(model)?.includes(row)).map((row) => [model, row] as const),
  );
  expect(added.map(([model]) => model)).toContain("Comment");
  const { id, accountId, sessionId, handle } = ada;
  const ties = [`"personId":${id}[,}]`, `"accountId":${accountId}[,}]`, `"sessionId":${sessionId}[,}]`];
  const tied = new RegExp([...ties, `person-${id}\\b`, `person:${id}\\b`, `\\b(${handle}|Ada)\\b`].join("|"));
  // The session itself notes when it was used, of whatever was done.
  expect(added.filter(([model, row]) => model !== "Session" && tied.test(row))).toEqual([]);
  expect((await visitor.get("/people/ada/responses")).html).not.toContain("What I can’t say");
});

test("asks for a name, and keeps the choice and the text when it is missing", async () => {
  const refused = await visitor.post(RESPOND, typed({ name: "", body: "Nameless words." }));
  expect(refused.status).toBe(422);
  expect(errorOf(refused, "name")).toBe("Please enter a name. A pseudonym is welcome.");
  expect(refused.html).toMatch(/<input[^>]*value="none"[^>]*checked|<input[^>]*checked[^>]*value="none"/);
  const preview = await visitor.post("/posts/x/preview", typed({ body: "Nameless words." }));
  expect(preview.html).toMatch(/<input[^>]*value="none"[^>]*checked|<input[^>]*checked[^>]*value="none"/);
});

test("posts under the member's name when they choose their account", async () => {
  await visitor.post(RESPOND, typed({ account: "mine", body: "With my name." }));
  const where = { source: "With my name." };
  expect(await site.services.db.comment.findFirstOrThrow({ where })).toMatchObject({ personId: ada.id });
});

test("doesn't take it from a member who is blocked", async () => {
  const { services } = site;
  await block(services, await createMember(services.db, "mo", { moderates: true }), person("ada"));
  const refused = await visitor.post(RESPOND, typed({ body: "Past the block." }));
  expect(refused.status).toBe(403);
  expect(refused.html).toContain("Past the block.");
  expect(await services.db.comment.count({ where: { source: "Past the block." } })).toBe(0);
});

test("neither offers nor accepts it where the site doesn't allow it", async () => {
  await saveSettings(site.services, buildSettings());
  expect((await visitor.get("/posts/x")).html).not.toContain("Without my account");
  const refused = await visitor.post(RESPOND, typed({ body: "Not hidden." }));
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("This site doesn’t take replies without your account any more");
  expect(await site.services.db.comment.count({ where: { source: "Not hidden." } })).toBe(0);
});
