// Permissions over HTTP: every route, GET and POST, for every role, as the table says (acts-table.ts).

import { readFileSync } from "node:fs";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginSession } from "~/accounts/session/session.server";
import { ROLES, type Role } from "~/people/roles";
import routes from "~/routes";
import { upsertSeries } from "~/series/series.server";
import { createCopy, createDraft } from "../factories/drafts";
import { createPage } from "../factories/pages";
import { createMember, type TestMember } from "../factories/people";
import { createComment, createPost, NOW } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { type Answer, Visitor } from "../factories/visitor";
import { EVERYBODY, OWN, PAGES, type Who } from "./acts-table";

let site: TestSite;
const people = new Map<Who, TestMember>();
const comments = new Map<Who, number>();
const drafts = new Map<Who, number>();
/** Of somebody else, one for each viewer, since some of them remove it. */
const othersUploads = new Map<Who, number>();
let others: number;
let othersDraft: number;
let othersCopy: number;
let aPage: number;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  await upsertSeries(services, { slug: "s", title: "S", status: "complete", intro: "" }, NOW);
  const postId = await createPost(services, { slug: "x", tags: ["t"], writers: ["zoe"] });
  const zed = await createMember(services.db, "zed");
  others = await createComment(services, postId, {}, { viewer: zed });
  othersDraft = await createDraft(services.db, zed);
  aPage = await createPage(services, { slug: "about" });
  othersCopy = await createCopy(services.db, othersDraft, zed);
  const upload = { name: "a.jpg", ownerId: zed.id, createdAt: new Date() };
  for (const who of ["guest", ...ROLES, "moderator"] as const)
    othersUploads.set(who, (await services.db.media.create({ data: { ...upload, hash: who } })).id);
  comments.set("guest", await createComment(services, postId));
  for (const who of [...ROLES, "moderator"] as const) {
    const rights = who === "moderator" ? { moderates: true } : { role: who as Role };
    const viewer = await createMember(services.db, `an-${who}`, rights);
    people.set(who, viewer);
    comments.set(who, await createComment(services, postId, {}, { viewer }));
    drafts.set(who, await createDraft(services.db, viewer));
  }
});
afterAll(() => site.close());

/** The session of those who only look. */
const looking = new Map<Who, Visitor>();

/** Begins a new session for each form, because some of them end it. */
async function as(who: Who, method: "get" | "post"): Promise<Visitor> {
  const visitor = (method === "get" && looking.get(who)) || (await beginVisit(who));
  if (method === "get") looking.set(who, visitor);
  return visitor;
}

async function beginVisit(who: Who): Promise<Visitor> {
  const member = people.get(who);
  if (!member) return new Visitor(site);
  const device = { device: "A test", address: "192.0.2.17" };
  const secret = await beginSession(site.services.db, member.accountId, device, new Date());
  return new Visitor(site, `session=${secret}`);
}

const addressFor = (who: Who, address: string) =>
  address
    .replace("A-PAGE", String(aPage))
    .replace("OTHERS-COPY", String(othersCopy))
    .replace("OTHERS-UPLOAD", String(othersUploads.get(who)))
    .replace("OTHERS-DRAFT", String(othersDraft))
    .replace("OWN-DRAFT", String(drafts.get(who)))
    .replace("OTHERS", String(others))
    .replace("OWN", String(comments.get(who)))
    .replace("ME", people.get(who)?.handle ?? "nobody");

function outcome({ status, location }: Answer): string {
  if (status === 401 || location?.startsWith("/sign-in?to=")) return "sign-in";
  if (status === 403) return "no";
  if (status === 404) return "none";
  return status < 500 ? "yes" : String(status);
}

async function ask(method: "get" | "post", address: string): Promise<string> {
  const answers: string[] = [];
  for (const who of EVERYBODY) {
    const visitor = await as(who, method);
    answers.push(outcome(await visitor[method](addressFor(who, address))));
  }
  return answers.join(" ");
}

test.each(Object.values(PAGES))("follows the table at %s", async (address, get, post) => {
  expect({ get: await ask("get", address), post: post && (await ask("post", address)) }).toEqual({
    get,
    post,
  });
});

test.each(OWN)("follows the table at %s, the member’s own", async (address, get, post) => {
  expect({ get: await ask("get", address), post: post && (await ask("post", address)) }).toEqual({
    get,
    post,
  });
});

test("lists every route in the table, with its forms", () => {
  const takesForms = ({ file }: RouteConfigEntry) =>
    /export (async function|const) action\b/.test(readFileSync(`app/${file}`, "utf8"));
  const expected = Object.entries(PAGES).map(([path, [, , post]]) => [path, post !== undefined]);
  const table = routes.map((route) => [`/${route.path ?? ""}`, takesForms(route)]);
  expect(Object.fromEntries(expected)).toEqual(Object.fromEntries(table));
});
