import { at, testPages } from "./every-page";
import { ADA, fillReply, sendReply, untilRead } from "./reply-form";
import { LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

const QUIET_POST = "/posts/leaving-well";

testPages({
  "a post with a long thread": at(LONG_THREAD),
  "a post with a table and notes": at("/posts/a-form-is-a-door"),
  "a post with code": at("/posts/reading-my-own-reference-interviews"),
  "a post with a figure, the list of its series open": async () => {
    const page = await visit("/posts/planning-with-not-for");
    await page.locator(".series-top summary").click();
    return page;
  },
  "a post with a reply begun in place": async () => {
    const page = await visit("/posts/a-form-is-a-door");
    await page.locator(".reply-link").first().click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    return page;
  },
  "how to cite a post": async () => {
    const page = await visit(LONG_THREAD);
    await page.getByRole("link", { name: "Cite this post" }).click();
    await page.locator("summary", { hasText: "Show RIS" }).click();
    return page;
  },
  "a reply to a comment": async () => {
    const page = await visit("/posts/a-form-is-a-door");
    const address = await page.locator(".reply-link").first().getAttribute("href");
    return visit(address ?? "");
  },
  "a refused reply": async () => {
    const page = await visit(QUIET_POST);
    await fillReply(page, { ...ADA, name: "", email: "nowhere", site: "none" });
    await untilRead(page);
    await sendReply(page);
    await page.getByRole("alert").waitFor();
    return page;
  },
  "a preview": async () => {
    const page = await visit(QUIET_POST);
    await fillReply(page, { ...ADA, body: "I *mean* it.\n\n> Who [decides](https://decides.example/)?" });
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("region", { name: "Preview" }).waitFor();
    return page;
  },
});
