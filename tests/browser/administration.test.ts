// Administration, by keyboard.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setHolding } from "../factories/moderation";
import { createMember } from "../factories/people";
import { createComment } from "../factories/posts";
import { findFaults } from "./axe";
import { tabTo, tabToField, typeInto } from "./by-keys";
import { BOTH_WAYS, openSampleSite, servedSite, visit } from "./sample-site";
import { signedInAs } from "./visits";

openSampleSite();

const AXE_TIMEOUT_MS = 60_000;
let count = 0;
const newName = () => `someone-${++count}`;

const createBoss = () => createMember(servedSite().services.db, newName(), { role: "administrator" });
const asBoss = async (path: string) => visit(path, signedInAs(await createBoss()));
const status = (page: Page) => page.getByRole("status").innerText();

test.each(BOTH_WAYS)(
  "finds a member, makes them an editor, creates an invitation and saves rules by keyboard, %s",
  async (_way, options) => {
    const reader = await createMember(servedSite().services.db, newName(), { name: "Found By Keys" });
    const boss = await createBoss();
    const page = await visit("/", { ...options, ...signedInAs(boss) });
    await tabTo(page, boss.name);
    await page.keyboard.press("Enter");
    await tabTo(page, "People");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/moderation/people");
    await page.locator("#main").focus();
    await typeInto(page, "q", reader.handle);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/moderation/people?q=${reader.handle}&role=`);
    await tabTo(page, "Found By Keys");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/moderation/people/${reader.handle}`);
    await tabToField(page, "role");
    await page.keyboard.press("e");
    await tabTo(page, "Change role");
    await page.keyboard.press("Enter");
    await page.getByText("Role changed.").waitFor();
    expect(await status(page)).toBe("Role changed. Found By Keys is now editor.");

    await tabTo(page, "Invitations");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/moderation/invitations");
    await typeInto(page, "email", `${newName()}@`);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("E-mail").getAttribute("aria-invalid")).toBe("true");
    const email = `${newName()}@example.org`;
    await typeInto(page, "email", email);
    await page.keyboard.press("Enter");
    await page.locator(".secret-link").waitFor();
    const row = page.getByRole("listitem").filter({ hasText: `reader, for ${email}` });
    await row.getByRole("button", { name: "Revoke" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Invitation revoked.").waitFor();
    expect(await row.count()).toBe(0);

    await page.goto("/moderation/site");
    await typeInto(page, "rules", "Take *your* time.");
    await tabTo(page, "Save settings");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/moderation/site?done");
    expect(await status(page)).toBe("Settings saved.");
    await page.getByRole("link", { name: "House rules" }).click();
    await page.waitForURL("**/rules");
    expect(await page.locator(".prose em").innerText()).toBe("your");
  },
);

const PAGES: Record<string, () => Promise<Page>> = {
  people: () => asBoss("/moderation/people"),
  "nobody found": () => asBoss("/moderation/people?q=nobody"),
  account: async () => {
    const { handle } = await createMember(servedSite().services.db, newName());
    return asBoss(`/moderation/people/${handle}`);
  },
  invitations: async () => {
    const page = await asBoss("/moderation/invitations");
    await page.getByRole("button", { name: "Create invitation" }).click();
    await page.locator(".secret-link").waitFor();
    return page;
  },
  "a refused invitation": async () => {
    const page = await asBoss("/moderation/invitations");
    await page.getByLabel("Handle of an author").fill("nobody-at-all");
    await page.getByRole("button", { name: "Create invitation" }).click();
    await page.getByRole("alert").waitFor();
    return page;
  },
  settings: () => asBoss("/moderation/site"),
  "settings that somebody else changed": async () => {
    const page = await asBoss("/moderation/site");
    await page.locator("[name=version]").evaluate((field: HTMLInputElement) => {
      field.value = "another";
    });
    await page.getByLabel("Tagline").fill("Mine");
    await page.getByRole("button", { name: "Save settings" }).click();
    await page.getByRole("alert").waitFor();
    return page;
  },
  "first steps": () => asBoss("/first-steps"),
  "standing pages": () => asBoss("/moderation/pages"),
  "what waits for a moderator": async () => {
    const { services } = servedSite();
    const { id } = await services.db.post.findFirstOrThrow({ select: { id: true } });
    await setHolding(services.db, "everyone");
    for (const name of ["Ines", "Sam"]) await createComment(services, id, { name });
    await setHolding(services.db, "suspected");
    return asBoss("/moderation");
  },
  "a response": () => asBoss("/moderation/comments/1"),
  "a removal": () => asBoss("/moderation/remove?response=comment-1-approved"),
  "what is reported": async () => {
    const page = await visit("/comments/1/report", signedInAs(await createBoss()));
    await page.getByRole("button", { name: "Send report" }).click();
    await page.goto("/moderation/reports");
    return page;
  },
  "the whole log of moderation": async () => {
    const page = await asBoss("/moderation/comments/2");
    await page.getByRole("button", { name: "Hold" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.goto("/moderation/log/all");
    return page;
  },
  "a discussion with what an editor may do": async () => {
    const page = await asBoss("/posts/a-form-is-a-door");
    await page.locator(".more > summary").first().click();
    return page;
  },
  "what an administrator may and others mayn’t": async () =>
    visit("/moderation/site", signedInAs(await createMember(servedSite().services.db, newName()))),
};

test.each(Object.entries(PAGES))(
  "passes axe and overflows at no width, light or dark: %s",
  async (_kind, open) => {
    expect(await findFaults(await open())).toEqual([]);
  },
  AXE_TIMEOUT_MS,
);
