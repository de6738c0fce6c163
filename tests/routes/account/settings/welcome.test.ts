import { expect, test } from "vitest";
import { ROLES } from "~/people/roles";
import { createMember } from "../../../factories/people";
import { openTestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

test("the welcome of a new member leads to the editor if they may write, and only then", async () => {
  const site = await openTestSite();
  const led: string[] = [];
  for (const role of ROLES) {
    const visitor = new Visitor(site, (await createMember(site.services.db, `a-${role}`, { role })).cookie);
    const { html } = await visitor.get("/settings?joined");
    expect(html).toContain("Welcome! Your account is ready.");
    if (html.includes("write your first post")) led.push(role);
    expect((await visitor.get("/settings?done")).html).not.toContain("write your first post");
  }
  expect(led).toEqual(["contributor", "author", "editor", "administrator"]);
});
