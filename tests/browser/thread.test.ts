import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { MAX_INDENT } from "~/comments/comment.schema";
import { expectInView } from "./in-view";
import { LONG_THREAD, openSampleSite, visit } from "./sample-site";

openSampleSite();

const NARROW = { viewport: { width: 320, height: 640 } };
/** About 25 characters: shorter lines are hard to read. */
const READABLE_PX = 200;

test("indents replies up to the maximum", async () => {
  const page = await visit(LONG_THREAD);
  const depths = await page.locator("#responses article").evaluateAll((articles) =>
    articles.map((article) => {
      let depth = -1;
      for (let item = article.closest("li"); item; item = item.parentElement?.closest("li") ?? null)
        depth += 1;
      return depth;
    }),
  );
  expect(Math.max(...depths)).toBe(MAX_INDENT);
});

test("keeps the deepest reply and its quotations readable on a phone", async () => {
  const page = await visit(LONG_THREAD, NARROW);
  const tight = await page.locator("#responses .prose :is(p, li)").evaluateAll(
    (blocks, readable) =>
      blocks
        .map((block) => ({
          width: block.getBoundingClientRect().width,
          text: block.textContent?.slice(0, 40),
        }))
        .filter(({ width }) => width < readable),
    READABLE_PX,
  );
  expect(tight).toEqual([]);
});

test("nests each reply's list item in its parent's in the accessibility tree, up to the maximum indent", async () => {
  const page = await visit(LONG_THREAD);
  const responses = await listInTree(page);
  expect(responses.length).toBe(await page.locator("#responses article").count());
  const stepped = responses.filter(({ within }) => within.length < MAX_INDENT);
  expect(stepped.filter(({ within }) => within.length > 3).length).toBeGreaterThan(3);
  for (const { answers, within } of stepped) expect(answers).toBe(within[0] ?? null);

  const beyond = responses.filter(({ answers, within }) => answers !== (within[0] ?? null));
  expect(beyond.length).toBeGreaterThan(0);
  for (const { answers } of beyond) {
    const answered = responses.find(({ number }) => number === answers);
    expect(answered?.within.length).toBe(MAX_INDENT);
  }
});

test("tells a screen reader the outline, what is new and which replies are folded, in the order of the page", async () => {
  const page = await visit(LONG_THREAD);
  await page.locator(".new-since").waitFor({ state: "attached" });
  // Three days ago, this reader had read the first two.
  await expect.poll(() => page.evaluate(() => localStorage.reading)).toBeTruthy();
  await page.evaluate(() => {
    const then = Date.now() - 3 * 24 * 60 * 60 * 1000;
    const { marks } = JSON.parse(localStorage.reading);
    const before = marks.map(([id]: number[]) => [id, 2, then, 2, then]);
    localStorage.reading = JSON.stringify({ last: then, marks: before, from: then });
  });
  await page.reload();
  await page.locator(".response-new").first().waitFor();
  await page.locator("#responses .fold .fold .fold > summary").first().click();
  const told = (await tellTree(page)).filter((line) => !/^link "(\d|in reply|Report|Follow)/.test(line));
  const from = told.findIndex((line) => line.startsWith("region") && /\d+ responses to/.test(line));
  expect(
    told.slice(
      from,
      told.findIndex((line) => line.startsWith('article "Response 8 ')),
    ),
  ).toEqual([
    'region "77 responses to ‘Hanging out is the work’"',
    'heading "77 responses to ‘Hanging out is the work’" of level 2',
    'link "Leave a reply"',
    'link "Back to the post"',
    'link "First new response"',
    'button "Mark all as read"',
    'navigation "Order of the responses"',
    'link "Newest threads first"',
    'link "Newest first"',
    'navigation "Threads of this discussion"',
    'DisclosureTriangle "10 threads", closed',
    'heading "10 threads" of level 3',
    'article "Response 1 by Imogen Carrow"',
    'heading "Imogen Carrow" of level 3',
    'link "Imogen Carrow"',
    'link "Reply to response 1 by Imogen Carrow"',
    'DisclosureTriangle "10 replies to response 1", open',
    'article "Response 2 by Dele Ashworth"',
    'heading "Dele Ashworth" of level 3',
    'link "Dele Ashworth"',
    'link "Reply to response 2 by Dele Ashworth"',
    'DisclosureTriangle "9 replies to response 2", open',
    'article "Response 3 by Imogen Carrow"',
    "New",
    'heading "Imogen Carrow" of level 3',
    'link "Reply to response 3 by Imogen Carrow"',
    'link "Next new response, after 3"',
    expect.stringMatching(/^DisclosureTriangle "5 replies by .* to response 3", closed$/),
  ]);
});

/** The landmarks, headings, links, buttons and responses that Chromium tells screen readers, in their order, and "New". */
async function tellTree(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: TreeNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node: TreeNode | undefined): TreeNode[] =>
    node ? [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))] : [];
  return inOrder(nodes[0]).flatMap(({ ignored, role, name, properties = [] }) => {
    const [what, words] = [role?.value ?? "", name?.value ?? ""];
    const { level, expanded } = Object.fromEntries(properties.map((one) => [one.name, one.value.value]));
    if (ignored) return [];
    if (what === "StaticText") return words === "New" ? [words] : [];
    if (what === "heading") return `heading "${words}" of level ${level}`;
    if (what === "DisclosureTriangle") return `${what} "${words}", ${expanded ? "open" : "closed"}`;
    return /^(region|navigation|link|button|article)$/.test(what) ? `${what} "${words}"` : [];
  });
}

interface TreeNode {
  nodeId: string;
  ignored?: boolean;
  parentId?: string;
  childIds?: string[];
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** Each response in Chromium's accessibility tree: the number of its parent, and the numbers of the list
 *  items that contain it, the nearest first. */
async function listInTree(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: TreeNode[] };
  const answered = await readAnswered(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = (node: TreeNode) => (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []);
  const numberOf = (node: TreeNode) => /^Response (\d+)/.exec(node.name?.value ?? "")?.[1] ?? null;

  /** The node above, past the group that folds replies. */
  const above = (node: TreeNode | undefined): TreeNode | undefined => {
    const next = byId.get(node?.parentId ?? "");
    return next?.role?.value === "group" || next?.role?.value === "none" ? above(next) : next;
  };
  /** The responses' numbers in the list items above, as far as items and lists alternate. */
  const itemsAbove = (node: TreeNode): string[] => {
    const item = above(node);
    const list = above(item);
    if (item?.role?.value !== "listitem" || list?.role?.value !== "list") return [];
    const own = childrenOf(item).find(numberOf);
    return [...(own ? [numberOf(own) ?? ""] : []), ...itemsAbove(list)];
  };

  return nodes
    .filter((node) => node.role?.value === "article" && numberOf(node))
    .map((article) => ({
      number: numberOf(article),
      answers: answered.get(numberOf(article) ?? "") ?? null,
      within: itemsAbove(article).slice(1),
    }));
}

/** Maps each response's number to that of its "in reply to" link. */
const readAnswered = async (page: Page): Promise<Map<string, string>> =>
  new Map(
    await page.locator("#responses article").evaluateAll((articles) => {
      const numberOf = (article: Element | null | undefined) =>
        /^Response (\d+)/.exec(article?.getAttribute("aria-label") ?? "")?.[1] ?? "";
      return articles.flatMap((article): [string, string][] => {
        const href = article.querySelector(".response-line a:not([rel])")?.getAttribute("href");
        return href ? [[numberOf(article), numberOf(document.querySelector(`${href} > article`))]] : [];
      });
    }),
  );

test('scrolls "Leave a reply" to the form also while it is under a comment', async () => {
  const page = await visit(LONG_THREAD);
  await page.locator(".reply-link").first().click();
  await page.getByLabel("Your reply").fill("To whom, I wonder.");
  await page.locator(".post-head").getByRole("link", { name: "Leave a reply" }).click();
  await page.waitForURL(`**${LONG_THREAD}#respond`);
  await expectInView(page.locator("#respond h2"));
  expect(await page.locator("#respond").getByLabel("Your reply").inputValue()).toBe("To whom, I wonder.");
});

test.each([
  ["a phone", { viewport: { width: 390, height: 844 } }],
  ["a wide page", { viewport: { width: 1280, height: 900 } }],
])("gives the form under a deep comment the whole width on %s", async (_where, options) => {
  const page = await visit(LONG_THREAD, options);
  const edges = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return [Math.round(left), Math.round(right)];
    });
  const whole = await edges("#responses > .thread");
  const deepest = `#responses ${"> .thread > li ".repeat(MAX_INDENT + 1).replaceAll("li > .thread", "li > .fold > .thread")}> article .reply-link`;
  expect(await page.locator(deepest).count()).toBeGreaterThan(0);
  await page.locator(deepest).first().click();
  expect(await edges(".thread .reply-form")).toEqual(whole);
  await page.locator("#responses > .thread > li > article .reply-link").first().click();
  expect(await edges(".thread .reply-form")).toEqual(whole);
});

test("keeps a branch folded on this device until a link leads into it", async () => {
  const page = await visit(LONG_THREAD);
  const thread = page
    .locator("#responses > .thread > li")
    .filter({ has: page.locator(".fold") })
    .first();
  const fold = thread.locator(".fold").first();
  const deep = thread.locator("li li li").first();
  const line = fold.locator("summary").first();
  const words = async () => (await line.innerText()).replace(/\s+/g, " ");
  expect(await words()).toBe("10 replies to response 1");
  await line.click();
  expect(await words()).toBe("10 replies by Dele Ashworth, Imogen Carrow and 2 others to response 1");
  await page.reload();
  expect(await deep.isVisible()).toBe(false);
  await page.emulateMedia({ media: "print" });
  expect(await deep.locator("article").first().isVisible()).toBe(true);
  await page.emulateMedia({ media: null });

  const id = (await deep.getAttribute("id")) ?? "";
  await page.evaluate((hash) => {
    location.hash = hash;
  }, id);
  await expect.poll(() => deep.isVisible()).toBe(true);
  await line.click();
  const address = new URL(`/comments/${id.replace("comment-", "")}`, page.url()).href;
  await page.goto("about:blank");
  await page.goto(address);
  await expectInView(page.locator(`#${id} h3`).first());
  await page.reload();
  expect(await deep.isVisible()).toBe(true);

  await line.click();
  await page.context().addCookies([{ name: "signed-out", value: "1", url: page.url() }]);
  await page.goto(new URL(LONG_THREAD, address).href);
  expect(await deep.isVisible()).toBe(true);
});

test("moves by keys from response to response while one has the focus, unless they are turned off", async () => {
  const page = await visit(LONG_THREAD);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const press = async (keys: string) => {
    for (const key of keys) await page.keyboard.press(key);
    return focused();
  };
  expect(await press("j")).toBe(null);
  await page.goto(`${page.url()}#responses`);
  expect(await press("j")).toBe("Response 1 by Imogen Carrow");
  expect(await press("jjj")).toBe("Response 4 by Lorraine Duquette");
  expect(await press("u")).toBe("Response 3 by Imogen Carrow");
  expect(await press("fj")).toBe("Response 8 by Stu Kellaway");
  expect(await press("k")).toBe("Response 3 by Imogen Carrow");
  await page.keyboard.press("Control+j");
  expect(await focused()).toBe("Response 3 by Imogen Carrow");
  await press("rjkuf");
  expect(await page.getByLabel("Your reply").inputValue()).toBe("jkuf");
  await page.keyboard.press("Escape");

  await page.getByText("Keys", { exact: true }).click();
  await page.getByLabel("Use these keys on this device").uncheck();
  await page.reload();
  await page.locator(".reply-link").first().focus();
  expect(await press("j")).toBe("Reply to response 1 by Imogen Carrow");
});
