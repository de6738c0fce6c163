import { beforeAll, expect, test } from "vitest";
import { MAX_RULES_CHARS, type SiteInput } from "~/site/site.schema";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../../../factories/people";
import { createPost } from "../../../factories/posts";
import { buildSettings, settingsFields } from "../../../factories/settings";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let boss: Visitor;
const guest = () => new Visitor(site);

beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  await saveSettings(site.services, buildSettings({ name: "Before" }));
  boss = new Visitor(site, (await createMember(site.services.db, "boss", { role: "administrator" })).cookie);
  await createPost(site.services, { slug: "x" }, new Date("2026-03-31T23:30:00Z"));
  return () => site.close();
});

const PAGE = "/moderation/site";

/** The version in a newly opened form. */
const open = async () => ({ version: typedIn(await boss.get(PAGE), "version") ?? "" });

const save = (fields: Partial<SiteInput>, opened: { version: string }) =>
  boss.post(PAGE, { ...settingsFields({ name: "Before", ...fields }), ...opened });

test("shifts headings of the rules and the introduction below their page's title", async () => {
  await save({ about: "# Why", rules: "# Names\n\n## Pseudonyms" }, await open());
  const { html: rules } = await guest().get("/rules");
  expect(rules).toContain("<h2>Names</h2>");
  expect(rules).toContain("<h3>Pseudonyms</h3>");
  expect((await guest().get("/")).html).toContain("<h2>Why</h2>");
});

test("applies saved settings at once, to cached pages too", async () => {
  for (const page of ["/", "/posts/x", "/tags", "/join"])
    expect((await guest().get(page)).html).toContain("Before");
  const rules = "Be **kind**. <script>alert(1)</script>";
  const fields = {
    name: "After",
    about: "*All* of it.",
    language: "EN-gb",
    rules,
    joining: "invited",
    newRole: "author",
  } as const;
  const saved = await save(fields, await open());
  expect([saved.status, saved.location]).toEqual([303, `${PAGE}?done`]);
  expect((await boss.get(`${PAGE}?done`)).html).toContain("Settings saved.");
  for (const page of ["/", "/posts/x", "/tags", "/join", "/rules"]) {
    const { html } = await guest().get(page);
    expect(html).toContain("After");
    expect(html).toContain('lang="en-GB"');
    expect(html).toContain('href="/rules"');
    expect(html).not.toContain("Before");
  }
  expect((await guest().get("/")).html).toContain("<em>All</em> of it.");
  expect((await guest().get("/rules")).html).toContain("Be <strong>kind</strong>.");
  expect((await guest().get("/rules")).html).not.toContain("alert(1)");
  expect((await guest().post("/join", { email: "new@example.org" })).status).toBe(403);
  for (const page of ["/posts/x/respond", "/posts/x"])
    expect((await guest().get(page)).html).toContain("Please follow");

  await save({}, await open());
  const none = await guest().get("/rules");
  expect([none.status, none.html]).toEqual([404, expect.stringContaining("Page not found")]);
  for (const page of ["/", "/posts/x", "/join"])
    expect((await guest().get(page)).html).not.toContain("/rules");
});

test("selects the current name of a stored time zone that was renamed", async () => {
  await site.services.db.site.updateMany({ data: { timeZone: "Europe/Kiev" } });
  const { html } = await boss.get("/moderation/site");
  expect(html).toMatch(/<option value="Europe\/Kyiv" selected=""/);
  expect(html).not.toContain("Europe/Kiev");
});

test("moves a post to another month with the time zone, in the archive too", async () => {
  expect((await guest().get("/archive/2026/03")).status).toBe(200);
  expect((await guest().get("/posts/x")).html).toContain("March 31, 2026");
  await save({ timeZone: "Asia/Tokyo" }, await open());
  expect((await guest().get("/posts/x")).html).toContain("April 1, 2026");
  await expect
    .poll(async () => (await guest().get("/archive/2026/04")).status, { timeout: 20_000 })
    .toBe(200);
  expect((await guest().get("/archive/2026/03")).status).toBe(404);
  expect((await guest().get("/archive")).html).not.toContain("/archive/2026/03");
  expect((await boss.get(PAGE)).html).toMatch(
    /<option value="Asia\/Tokyo" selected="">Asia\/Tokyo<\/option>/,
  );
});

test("refuses the second of two edits with 409 and keeps what was typed, which can then be saved", async () => {
  const [first, second] = [await open(), await open()];
  expect((await save({ name: "First", tagline: "Theirs" }, first)).status).toBe(303);
  const late = await save({ name: "Second", tagline: "Theirs" }, second);
  expect([late.status, alertOf(late)]).toEqual([
    409,
    expect.stringContaining("another administrator changed the settings"),
  ]);
  expect([typedIn(late, "name"), errorOf(late, "name")]).toEqual(["Second", "Current value: First"]);
  expect(errorOf(late, "tagline")).toBe("");
  expect((await guest().get("/")).html).toContain("First");

  const version = typedIn(late, "version") ?? "";
  expect((await save({ name: "Second", tagline: "Theirs" }, { version })).status).toBe(303);
  expect((await guest().get("/")).html).toContain("Second");
});

test("saves one of several simultaneous edits", async () => {
  const opened = await open();
  const names = ["One", "Two", "Three"];
  const answers = await Promise.all(names.map((name) => save({ name }, opened)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
});

test.each([
  ["an invisible name", { name: " \u200b" }, "name", "a name for the site"],
  ["a name that is too long", { name: "x".repeat(61) }, "name", "60 characters"],
  ["a missing tagline", { tagline: "" }, "tagline", "Enter a tagline"],
  ["an unknown language", { language: "englisch" }, "language", "Enter a language code"],
  ["an unknown time zone", { timeZone: "Mars/Olympus" }, "timeZone", "one of the options"],
  ["an unknown choice of who may join", { joining: "nobody" }, "joining", "one of the options"],
  ["administrator as the role of new members", { newRole: "administrator" }, "newRole", "one of the options"],
  ["rules that are too long", { rules: "x".repeat(8_001) }, "rules", "8,000 characters"],
  ["an introduction nested too deeply", { about: "> ".repeat(150) }, "about", "nested too deeply"],
])("refuses %s beside its field and keeps the other fields", async (_what, fields, field, words) => {
  const before = await site.services.db.site.findFirst();
  const tagline = "Typed with care";
  const refused = await save({ tagline, ...fields } as Partial<SiteInput>, await open());
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  if (field !== "tagline") expect(typedIn(refused, "tagline")).toBe(tagline);
  expect(await site.services.db.site.findFirst()).toEqual(before);
});

test("refuses settings without a version with 409", async () => {
  expect((await save({ name: "Blind" }, { version: "" })).status).toBe(409);
});

test("saves rules of the maximum length in any script", async () => {
  const rules = "字".repeat(MAX_RULES_CHARS);
  expect((await save({ rules }, await open())).status).toBe(303);
  expect((await guest().get("/rules")).html).toContain(rules);
  await save({}, await open());
});
