// Removing the sample blog from a page.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { writeContent } from "../../../cli/content";
import { createMember, PASSWORD } from "../../../factories/people";
import { createComment } from "../../../factories/posts";
import { openTestSite } from "../../../factories/site";
import { type Answer, alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

const sample = (name: string) => readFileSync(path.join("content", name), "utf8");
/** A post of the sample blog with a response, and a post of the owner's. */
const CONTENT = {
  "site.md": sample("site.md"),
  "people/maren.md": sample("people/maren.md"),
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/why.md": sample("posts/why-this-table-is-long.md"),
  "posts/mine.md": "---\ntitle: Mine\nslug: mine\ndate: 2026-03-02\nbyline: [ken]\n---\nMy own words.\n",
  "conversations/why.yml":
    "post: why-this-table-is-long\nresponses:\n  - name: Ada\n    at: 2026-03-03\n    body: So true.\n",
};

async function openFilled() {
  const site = await openTestSite({ content: writeContent(CONTENT), env: { PAGE_CACHE: "on" } });
  const { db } = site.services;
  const enter = async (handle: string) =>
    new Visitor(site, (await createMember(db, handle, { role: "administrator" })).cookie);
  const ada = await enter("ada");
  const slugs = async () => (await db.post.findMany()).map(({ slug }) => slug).sort();
  const backups = () => {
    const folder = path.join(site.dataFolder, "backups");
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  return { site, db, ada, enter, slugs, backups };
}

const remove = (visitor: Visitor, page: Answer, proof = PASSWORD) =>
  visitor.post("/moderation/sample", { version: typedIn(page, "version") ?? "", proof });

const BOTH = ["mine", "why-this-table-is-long"];

test("says what goes and what stays, asks for the password, saves a backup and removes it; cached pages forget it", async () => {
  const { site, ada, slugs, backups } = await openFilled();
  const guest = new Visitor(site);
  expect((await guest.get("/")).html).toContain("Why this table is long");
  expect((await ada.get("/moderation/site")).html).toContain('href="/moderation/sample"');
  const page = await ada.get("/moderation/sample");
  expect(page.html).toMatch(/1 post with 1 response.*1 invented person.*tagline/s);
  expect(page.html).not.toContain("Mine");

  const wrong = await remove(ada, page, "not the password");
  expect([wrong.status, errorOf(wrong, "proof")]).toEqual([422, expect.stringContaining("incorrect")]);
  expect([await slugs(), backups()]).toEqual([BOTH, []]);

  const done = await remove(ada, page);
  const [backup = ""] = backups();
  expect([done.status, done.location]).toEqual([303, `/moderation/sample?done=${backup}`]);
  expect((await ada.get(done.location ?? "")).html).toContain(`restore DATA_DIR/backups/${backup} --replace`);
  expect(await slugs()).toEqual(["mine"]);
  const { html } = await guest.get("/");
  expect(html).not.toMatch(/Why this table|talk that follows|invented/);
  expect((await guest.get("/posts/why-this-table-is-long")).status).toBe(404);
  expect((await ada.get("/moderation/site")).html).not.toContain('href="/moderation/sample"');
});

test("two administrators, one of whom presses twice, remove it once, and each is told that it is gone", async () => {
  const { ada, enter, slugs } = await openFilled();
  const eve = await enter("eve");
  const pages = [await ada.get("/moderation/sample"), await eve.get("/moderation/sample")] as const;
  const answers = await Promise.all([remove(ada, pages[0]), remove(ada, pages[0]), remove(eve, pages[1])]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  const [first] = answers.filter(({ location }) => location?.includes("?done="));
  expect(answers.filter(({ location }) => location === "/moderation/sample")).toHaveLength(2);
  expect(first).toBeDefined();
  expect(await slugs()).toEqual(["mine"]);
  expect((await eve.get("/moderation/sample")).html).toContain("This site has no sample blog.");
});

test("removes nothing if the backup fails, and says why", async () => {
  const { site, ada, slugs } = await openFilled();
  const blocked = path.join(site.dataFolder, "backups");
  rmSync(blocked, { recursive: true, force: true });
  writeFileSync(blocked, "a file where a folder should be");
  const refused = await remove(ada, await ada.get("/moderation/sample"));
  expect([refused.status, alertOf(refused)]).toEqual([
    507,
    expect.stringMatching(/^Nothing was removed, because the backup in .* failed: a file is in the place/),
  ]);
  expect(await slugs()).toEqual(BOTH);
});

test("removes nothing if somebody has replied since the page was opened, and lists it again", async () => {
  const { site, db, ada, slugs } = await openFilled();
  const page = await ada.get("/moderation/sample");
  const { id } = await db.post.findUniqueOrThrow({ where: { slug: "why-this-table-is-long" } });
  await createComment(site.services, id);
  const refused = await remove(ada, page);
  expect([refused.status, alertOf(refused)]).toEqual([409, expect.stringContaining("have changed since")]);
  expect(refused.html).toContain("1 post with 2 responses");
  expect(await slugs()).toEqual(BOTH);
  expect((await remove(ada, refused)).status).toBe(303);
});

test("removes nothing for somebody who stopped being administrator while the backup was made", async () => {
  const { db, ada, enter, slugs, backups } = await openFilled();
  await enter("eve");
  const page = await ada.get("/moderation/sample");
  const answer = remove(ada, page);
  while (backups().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await db.account.updateMany({ where: { email: "ada@example.org" }, data: { role: "editor" } });
  const refused = await answer;
  expect([refused.status, alertOf(refused)]).toEqual([
    409,
    "Nothing was removed, because you are no longer an administrator.",
  ]);
  expect(await slugs()).toEqual(BOTH);
});

test("a name of a backup that it didn’t make is not shown", async () => {
  const { ada } = await openFilled();
  const { html } = await ada.get("/moderation/sample?done=%3Cb%3E../../etc");
  expect(html).not.toContain("etc");
});
