// The files for browsers: exactly the scripts of the table, on exactly its pages.

import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOpenedKey, newDraftPath } from "~/drafts/saving/opened-form.server";
import routes from "~/routes";
import { SCRIPT_NAMES, SCRIPTS, type ScriptName } from "~/scripts/scripts.mjs";
import { upsertSeries } from "~/series/series.server";
import { createMember } from "../factories/people";
import { createComment, createPost, NOW } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { type Answer, Visitor } from "../factories/visitor";
import { typed } from "../routes/responding/typed";

const ASSETS = "build/client/assets";
const built = readdirSync(ASSETS).filter((name) => !/\.(br|gz)$/.test(name));
const fileOf = (script: ScriptName) => built.filter((name) => new RegExp(`^${script}-\\w+\\.js$`).test(name));

const MODERATION = [
  "routes/moderating/responses/",
  "routes/moderating/conversations/lock-branch",
  "routes/moderating/nominations/",
  "routes/moderating/texts/",
  "routes/moderating/blocks/",
  "routes/moderating/appeals/",
  "routes/moderating/reports/",
  "routes/moderating/log/whole-log",
];
/** Stylesheets beside that of all pages, and the folders whose pages load them: none may reach a post. */
const STYLESHEETS = {
  book: ["routes/reading/books/"],
  editor: ["routes/writing/"],
  comparison: [
    "routes/writing/versions/",
    "routes/writing/pages/",
    "routes/reading/versions/",
    "routes/responding/comment-history",
    "routes/responding/own/",
    ...MODERATION,
  ],
  citing: ["routes/reading/cite/"],
  media: ["routes/writing/media/"],
  moderation: MODERATION,
  "navigation-list": ["routes/moderating/pages/"],
  "series-form": ["routes/editing/"],
  course: ["routes/reading/series/series", "routes/reading/course/"],
  "first-steps": ["routes/first-steps/"],
  search: ["routes/reading/search/"],
  map: ["routes/reading/map/"],
};

test("builds the stylesheets, the icon and the table's scripts, and nothing else for browsers", () => {
  // Both bundlers end a name with a hash of eight characters, which may contain a hyphen.
  const kinds = built.map((name) => name.replace(/-[\w-]{8}\./, ".")).sort();
  // Feeds alone load their stylesheet.
  const other = [
    "feed.css",
    ...Object.keys(STYLESHEETS).map((name) => `${name}.css`),
    "icon.svg",
    "styles.css",
  ];
  expect(kinds).toEqual([...SCRIPT_NAMES.map((name) => `${name}.js`), ...other].sort());
});

test("lists every script of the folder in the table", () => {
  const files = readdirSync("app/scripts").filter((name) => name.endsWith(".ts"));
  expect(files.sort()).toEqual(SCRIPT_NAMES.map((name) => `${name}.ts`).sort());
});

/** A limit higher above the size would let a script grow unnoticed. */
const MAX_SLACK = 1.5;

test.each(SCRIPT_NAMES)("keeps the script %s within the table's size, and not far below it", (name) => {
  const [file = ""] = fileOf(name);
  const bytes = brotliCompressSync(readFileSync(`${ASSETS}/${file}`)).length;
  expect(bytes).toBeLessThanOrEqual(SCRIPTS[name].maxBytes);
  expect(bytes * MAX_SLACK).toBeGreaterThan(SCRIPTS[name].maxBytes);
});

let site: TestSite;
let member: Visitor;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const id = await createPost(site.services, { slug: "slug", tags: ["tag", "slug"] });
  await createComment(site.services, id);
  await upsertSeries(site.services, { slug: "slug", title: "Slug", status: "complete", intro: "" }, NOW);
  member = new Visitor(site, (await createMember(site.services.db, "ada", { role: "administrator" })).cookie);
});
afterAll(() => site.close());

/** A URL of every page of the site. An unknown value of a parameter still gives a page with the frame. A route without a default export
 *  answers scripts. */
const pages = routes
  .filter(
    ({ file }) => file.endsWith(".tsx") && readFileSync(`app/${file}`, "utf8").includes("export default"),
  )
  .map(({ file, path = "" }) => ({ file, address: addressOf(path) }));

/** An empty editor redirects to an address with a key. */
function addressOf(path: string) {
  return path === "write" ? newDraftPath("post", makeOpenedKey()) : `/${path.replace(/:(\w+)|\*/g, "$1")}`;
}

let answers: Promise<{ file: string; address: string; answer: Answer }[]> | undefined;
/** What each page answers an administrator, asked once for all tests. */
const answersToMember = () => {
  answers ??= askAll();
  return answers;
};

async function askAll() {
  const asked: Awaited<NonNullable<typeof answers>> = [];
  for (const page of pages) {
    const answer = page.address === "/replies/deleted" ? await deleteReply() : await member.get(page.address);
    asked.push({ ...page, answer });
  }
  return asked;
}

/** The page that a guest gets for having deleted their reply, and nobody else. */
async function deleteReply(): Promise<Answer> {
  const guest = new Visitor(site);
  const posted = await guest.post("/posts/slug/respond", typed({ name: "A guest" }));
  const own = posted.location?.split(/[?#]/)[0] ?? "";
  const { location } = await guest.post(`${own}/remove`);
  return guest.get(location ?? "");
}

const scriptsIn = (html: string) =>
  [...html.matchAll(/<script\b[^>]*\ssrc="([^"]*)"/g)].map(([, src]) => src);

test("loads on each page the scripts of the table, and no other", async () => {
  const seen: string[] = [];
  for (const { file, address, answer } of await answersToMember())
    for (const { html, headers } of [await new Visitor(site).get(address), answer]) {
      if (!headers.get("Content-Type")?.startsWith("text/html")) continue;
      seen.push(file);
      const names = SCRIPT_NAMES.filter((name) => {
        const given: "all" | readonly string[] = SCRIPTS[name].pages;
        return given === "all" || given.includes(file);
      });
      expect([address, scriptsIn(html)]).toEqual([
        address,
        names.map((name) => `/assets/${fileOf(name).join()}`),
      ]);
    }
  expect(pages.map(({ file }) => file).filter((file) => !seen.includes(file))).toEqual([]);
});

test.each(Object.entries(STYLESHEETS))(
  "loads the stylesheet %s on its own pages alone",
  async (name, folders) => {
    const link = new RegExp(`<link\\b[^>]*href="/assets/${name}-[\\w-]+\\.css"`);
    const loading = (await answersToMember())
      .filter(({ answer }) => link.test(answer.html))
      .map(({ file }) => file);
    expect(loading.length).toBeGreaterThan(0);
    expect(loading.filter((file) => !folders.some((folder) => file.startsWith(folder)))).toEqual([]);
  },
);
