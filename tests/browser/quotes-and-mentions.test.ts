// A selection is quoted into the reply form, and people are suggested after "@".

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, type TestMember } from "../factories/people";
import { createComment, createPost } from "../factories/posts";
import type { TestSite } from "../factories/site";
import { replyField } from "./reply-form";
import { openTestSiteForVisits, openVisit, signedInAs } from "./visits";

let site: TestSite;
let ada: TestMember;
let ids: number[];

beforeAll(async () => {
  site = await openTestSiteForVisits();
  const { services } = site;
  ada = await createMember(services.db, "ada", { name: "Ada Lind" });
  const bea = await createMember(services.db, "bea", { name: "Bea Ó Dálaigh" });
  await createMember(services.db, "adam", { name: "Adam Elsewhere" });
  const source =
    "First *words* of the [post](https://example.org/), which are 2 * 3 and `code`.\n\nSecond paragraph.";
  const id = await createPost(services, {
    slug: "quoted",
    title: "A [good] post",
    source,
    writers: ["grace"],
  });
  ids = [
    await createComment(
      services,
      id,
      { body: "A response with **bold words**, and more.\n\n- one\n- two" },
      { viewer: bea },
    ),
    await createComment(services, id, { body: "Another response." }, { viewer: ada }),
  ];
});
afterAll(() => site.close());

const open = async (member: TestMember | null) =>
  openVisit(site, "/posts/quoted", member ? signedInAs(member) : {});

/** Selects from the beginning of one element to the end of another. */
const select = (page: Page, from: string, to = from) =>
  page.evaluate(
    ([first = "", last = ""]) => {
      const [start, end] = [document.querySelector(first), document.querySelector(last)];
      if (start && end) getSelection()?.setBaseAndExtent(start, 0, end, end.childNodes.length);
    },
    [from, to],
  );
const options = async (page: Page) =>
  (await page.getByRole("option").allInnerTexts()).map((words) => words.replace(/\s+/g, " "));
const quote = (page: Page) => page.getByRole("button", { name: "Quote", exact: true });

test("quotes what is selected into the form, with a link to its place", async () => {
  const page = await open(ada);
  const body = replyField(page, "body");
  await select(page, ".post-text p");
  await quote(page).click();
  const paragraph = await page.locator(".post-text p").first().getAttribute("id");
  const ofPost = `> [A \\[good\\] post](/posts/quoted#${paragraph}):\n>\n> First *words* of the [post](https://example.org/), which are 2 \\* 3 and \`code\`.\n\n`;
  expect(await body.inputValue()).toBe(ofPost);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("body");
  await page.keyboard.type("Yes.");
  // A selection in a response that runs into the next is of the first alone; the text stays where it was begun.
  await select(page, `#comment-${ids[0]} .prose`, `#comment-${ids[1]} .prose`);
  await quote(page).click();
  const ofResponse = `> [#1](/comments/${ids[0]}):\n>\n> A response with **bold words**, and more.\n>\n> - one\n>\n> - two\n\n`;
  expect(await body.inputValue()).toBe(`${ofPost}Yes.\n\n${ofResponse}`);
  await page.keyboard.press("Control+z");
  expect(await body.inputValue()).toBe(`${ofPost}Yes.`);
  // Elsewhere there is nothing to quote.
  await select(page, "h1");
  await quote(page).waitFor({ state: "detached" });
});

test("brings an empty form to the response that is quoted, and reaches the button by keyboard", async () => {
  const page = await open(null);
  await page.locator(`#comment-${ids[1]} .prose p`).click({ clickCount: 3 });
  await quote(page).waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Quote");
  await page.keyboard.press("Enter");
  await page.getByText("Replying to Ada Lind").waitFor();
  expect(await replyField(page, "body").inputValue()).toBe(
    `> [#2](/comments/${ids[1]}):\n>\n> Another response.\n\n`,
  );
  // Escape puts the button away, with and without the focus, until something else is selected.
  for (const [text, keys] of [
    [`#comment-${ids[0]} .prose`, ["Escape"]],
    [".post-text p", ["Tab", "Escape"]],
  ] as const) {
    await select(page, text);
    await quote(page).waitFor();
    for (const key of keys) await page.keyboard.press(key);
    // Longer than the script rests after a change of the page.
    await page.evaluate(
      () => new Promise((done) => dispatchEvent(new Event("resize")) && setTimeout(done, 200)),
    );
    expect(await quote(page).count()).toBe(0);
  }
});

test("suggests people of the page first and members others, by keyboard and without losing Escape", async () => {
  const page = await open(ada);
  const body = replyField(page, "body");
  const script = page.waitForResponse(/reply-words/);
  await body.focus();
  await script;
  await expect
    .poll(async () => {
      await body.fill("");
      await page.keyboard.type("Hello @");
      return options(page);
    })
    .toEqual(["grace @grace", "Bea Ó Dálaigh @bea", "Ada Lind @ada"]);
  await page.keyboard.type("ad");
  await expect.poll(() => options(page)).toEqual(["Ada Lind @ada", "Adam Elsewhere @adam"]);
  await page.keyboard.press("ArrowDown");
  const active = await body.getAttribute("aria-activedescendant");
  expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  expect(await body.inputValue()).toBe("Hello @adam ");
  await page.keyboard.type("and @b");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("e");
  expect(await page.getByRole("option").count()).toBe(0);
  expect(await body.inputValue()).toBe("Hello @adam and @be");
});
