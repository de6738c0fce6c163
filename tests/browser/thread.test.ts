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

interface TreeNode {
  nodeId: string;
  parentId?: string;
  childIds?: string[];
  role?: { value: string };
  name?: { value: string };
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

  /** The responses' numbers in the list items above, as far as items and lists alternate. */
  const itemsAbove = (node: TreeNode): string[] => {
    const item = byId.get(node.parentId ?? "");
    const list = byId.get(item?.parentId ?? "");
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
  const deepest = `#responses ${"> .thread > li ".repeat(MAX_INDENT + 1)}> article .reply-link`;
  expect(await page.locator(deepest).count()).toBeGreaterThan(0);
  await page.locator(deepest).first().click();
  expect(await edges(".thread .reply-form")).toEqual(whole);
  await page.locator("#responses > .thread > li > article .reply-link").first().click();
  expect(await edges(".thread .reply-form")).toEqual(whole);
});
