// Who may do what to the draft of a page: only editors write it, whoever began it.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "~/people/roles";
import { createDraft } from "../../../factories/drafts";
import { createPage } from "../../../factories/pages";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

const ASKED: Role[] = ["contributor", "author", "editor", "administrator"];

let site: TestSite;
let others: number;
const members = new Map<Role, TestMember>();
const own = new Map<Role, number>();

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  await createPage(services, { slug: "about" });
  const begin = (owner: TestMember) =>
    createDraft(services.db, owner, { title: "A page" }, undefined, "page");
  others = await begin(await createMember(services.db, "zed"));
  for (const role of ASKED) {
    const member = await createMember(services.db, `an-${role}`, { role });
    members.set(role, member);
    // As somebody who was an editor when they began it.
    own.set(role, await begin(member));
  }
});
afterAll(() => site.close());

/** The statuses for each role. */
async function ask(method: "get" | "post", address: string, drafts: (role: Role) => number | undefined) {
  const answers: number[] = [];
  for (const role of ASKED) {
    const visitor = new Visitor(site, members.get(role)?.cookie);
    answers.push((await visitor[method](address.replace("ID", String(drafts(role))))).status);
  }
  return answers;
}

const EDITORS = [404, 404, 200, 200];
const REFUSED = [404, 404, 422, 422];

test.each<[string, number[], number[] | null]>([
  ["/write?kind=page", [404, 404, 302, 302], null],
  ["/write?page=about", EDITORS, null],
  ["/write/ID", EDITORS, REFUSED],
  ["/write/ID/preview", EDITORS, null],
  ["/write/ID/publish", [403, 404, 200, 200], [403, 404, 422, 422]],
  ["/write/ID/withdraw", [403, 404, 200, 200], [403, 404, 409, 409]],
  ["/write/ID/discard", EDITORS, [404, 404, 409, 409]],
  ["/write/ID/submit", EDITORS, REFUSED],
  ["/write/ID/link", EDITORS, null],
  ["/write/ID/return", [403, 403, 404, 404], [403, 403, 404, 404]],
])(
  "answers contributors, authors, editors and administrators at %s, of their own and of others",
  async (address, get, post) => {
    for (const draft of [() => others, (role: Role) => own.get(role)]) {
      expect(await ask("get", address, draft)).toEqual(get);
      if (post) expect(await ask("post", address, draft)).toEqual(post);
    }
  },
);
