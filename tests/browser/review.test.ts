// A contributor hands a draft in; an editor notes, returns, and in the end schedules it. With and without JavaScript.

import { expect, test } from "vitest";
import { createMember, receiveEmails } from "../factories/people";
import { findFaults } from "./axe";
import { BOTH_WAYS, openSampleSite, servedSite } from "./sample-site";
import { openVisit, signedInAs } from "./visits";

openSampleSite();

test.each(BOTH_WAYS)("brings a contributor's draft to publication, %s", async (way, options) => {
  const site = servedSite();
  const mark = way.includes("out") ? "plain" : "script";
  const con = await createMember(site.services.db, `con-${mark}`, { role: "contributor" });
  const eve = await createMember(site.services.db, `eve-${mark}`, { role: "editor" });
  const writer = await openVisit(site, "/write", { ...options, ...signedInAs(con) });
  await writer.getByLabel("Title").fill(`Who is not here (${mark})`);
  await writer.getByRole("textbox", { name: "Text", exact: true }).fill("We ask *who* is not in the room.");
  await writer.getByRole("button", { name: "Hand in" }).click();
  await writer.getByRole("button", { name: "Take back" }).waitFor();
  expect(await writer.getByRole("textbox").count()).toBe(0);

  const [told] = await receiveEmails(site, eve.email);
  const address = /\/write\/\d+$/m.exec(told?.text ?? "")?.[0] ?? "";
  const editor = await openVisit(site, address, { ...options, ...signedInAs(eve) });
  await editor.getByRole("textbox", { name: /^Passage/ }).fill("who is not in the room");
  await editor.getByRole("textbox", { name: /^Note/ }).fill("Name one.");
  await editor.getByRole("button", { name: "Add note" }).click();
  await editor.locator("#notes li").filter({ hasText: "Name one." }).waitFor();
  await editor.getByRole("button", { name: "Return…" }).click();
  await editor.getByLabel("Message").fill("One example, please.");
  await editor.getByRole("button", { name: "Return draft" }).click();
  expect(await editor.getByRole("status").innerText()).toContain("its writer goes on with it");

  expect((await receiveEmails(site, con.email))[0]?.text).toContain("One example, please.");
  await writer.goto(address);
  expect(await writer.locator("#notes li").count()).toBe(2);
  for (let left = 1; left >= 0; left--) {
    await writer.getByRole("button", { name: "Resolve" }).first().click();
    await writer.waitForFunction(
      (count) => document.querySelectorAll("#notes > ul li").length === count,
      left,
    );
  }
  await writer
    .getByRole("textbox", { name: "Text", exact: true })
    .fill("We ask *who* is not in the room: Ada.");
  await writer.getByRole("button", { name: "Hand in" }).click();
  await writer.getByRole("button", { name: "Take back" }).waitFor();

  await editor.goto(`${address}/publish`);
  await editor.getByLabel("Publish at").fill("2027-07-01T08:00");
  await editor.getByRole("button", { name: "Schedule" }).click();
  expect(await editor.getByRole("status").innerText()).toMatch(/will be published on .*2027/);
  const subjects = (await receiveEmails(site, con.email, 2)).map(({ subject }) => subject);
  expect(subjects[1]).toBe(`“Who is not here (${mark})” is scheduled`);
});

test("has no faults on the pages of a review", async () => {
  const site = servedSite();
  const con = await createMember(site.services.db, "con-axe", { role: "contributor" });
  const eve = await createMember(site.services.db, "eve-axe", { role: "editor" });
  const writer = await openVisit(site, "/write", signedInAs(con));
  await writer.getByLabel("Title").fill("With faults?");
  await writer.getByRole("textbox", { name: "Text", exact: true }).fill("A text.");
  await writer.getByRole("button", { name: "Hand in" }).click();
  await writer.getByRole("button", { name: "Take back" }).waitFor();
  const address = new URL(writer.url()).pathname;
  const editor = await openVisit(site, address, signedInAs(eve));
  await editor.getByRole("textbox", { name: /^Note/ }).fill("A note.");
  await editor.getByRole("button", { name: "Add note" }).click();
  await editor.locator("#notes li").waitFor();
  expect(await findFaults(editor)).toEqual([]);
  expect(await findFaults(writer)).toEqual([]);
  for (const page of ["/return", "/link"]) {
    await editor.goto(address + page);
    expect([page, await findFaults(editor)]).toEqual([page, []]);
  }
});
