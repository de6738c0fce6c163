import { expect, test } from "vitest";
import { followerEmail, MAX_ITEMS, type Shown } from "~/following/emails/follower-email";
import { firstWords, type Item, writeItem } from "~/following/emails/told-item";

const SITE_URL = "https://longtable.test";
const item = (words: string, { reason = "post", ...given }: Partial<Item & Shown> = {}): Shown => ({
  ...{ reason, followed: { kind: "posts", name: "Listening" } },
  item: writeItem(
    {
      ...{
        kind: "response",
        postId: 1,
        name: "Bea",
        title: "Listening",
        blocks: [words],
        path: "/comments/1",
      },
      ...{ replyPath: "/posts/listening/respond?to=1#respond", partOf: null, ...given },
    },
    SITE_URL,
  ),
});
const frame = {
  ...{ siteName: "Longtable", siteUrl: SITE_URL, delivery: "daily" as const, isMember: true },
  ...{
    manageHref: `${SITE_URL}/following/by-link/1-a`,
    stopHref: `${SITE_URL}/following/by-link/1-a/stop?only=7`,
  },
};

test.each([
  ["a short text whole", ["One two.", "Three."], ["One two.", "Three."]],
  ["an empty text as none", [" "], []],
])("shows %s", (_what, blocks, paragraphs) => {
  expect(firstWords(blocks)).toEqual(paragraphs);
});

test("shows the first 200 words of a long text, over its paragraphs", () => {
  const paragraph = Array.from({ length: 150 }, (_, index) => `w${index}`).join(" ");
  const [first, second, ...others] = firstWords([paragraph, paragraph, "End."]);
  expect(first).toBe(paragraph);
  expect(second).toMatch(/ w49 …$/);
  expect(others).toEqual([]);
  expect(firstWords([`${paragraph} ${paragraph.slice(0, 189)}`, "Next."]).join(" ")).not.toContain("Next");
});

test("sets a quotation off from the writer's own words in both forms", () => {
  const { text, html } = followerEmail([item("> You said so.")], frame);
  expect(text).toContain("\n\n> You said so.\n\n");
  expect(html).toMatch(/<p style="[^"]*border-inline-start[^"]*" dir="auto">You said so\.<\/p>/);
});

test("shows 1,400 characters of a text without spaces, and cuts no character in two", () => {
  const [only] = firstWords(["🪑".repeat(5_000)]);
  expect(only).toBe(`${"🪑".repeat(1_400)} …`);
});

test("is a letter of twenty things: posts first, then each conversation below its title; and says how many more there are", () => {
  const items = Array.from({ length: 30 }, (_, index) =>
    item(`Words ${index}.`, { postId: 1 + (index % 2) }),
  );
  const { text, html, subject } = followerEmail(
    [...items, item("New.", { kind: "post", title: "New", replyPath: null })],
    frame,
  );
  expect(text.indexOf("published “New”")).toBe("Bea ".length);
  const numbers = [...text.matchAll(/Words (\d+)\./g)].map(([, number]) => Number(number));
  expect(numbers).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 1, 3, 5, 7]);
  expect(numbers).toHaveLength(MAX_ITEMS - 1);
  for (const part of [text, html]) {
    expect(part.match(/New responses to “Listening”/g)).toHaveLength(2);
    expect(part).toContain("And 11 more");
  }
  expect(subject).toBe("Longtable: the day’s news");
  expect(text).toContain("under Notifications.\n\nhttps://longtable.test/notifications\n");
  expect(followerEmail(items, { ...frame, isMember: false }).text).toContain(
    "on the site.\n\nhttps://longtable.test/\n",
  );
});

test("names the post with each response of an e-mail that comes at once", () => {
  const { text } = followerEmail([item("One."), item("Two.", { reason: "reply" })], {
    ...{ ...frame, delivery: "at-once" },
  });
  expect(text).toMatch(/^Bea responded to “Listening”[\s\S]*Bea replied to you on “Listening”/);
});

test("keeps its HTML below 90 kB, whatever the texts are", () => {
  for (const words of ["&".repeat(5_000), "圕".repeat(5_000), "<b>".repeat(5_000)]) {
    const { html } = followerEmail(
      Array.from({ length: 40 }, () => item(words)),
      frame,
    );
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(90_000);
    expect(html).not.toContain("<b>");
    expect(html).toMatch(/And \d+ more/);
  }
});

test("says once why it came, and leads to where it ends", () => {
  const { text, html } = followerEmail(
    [item("One."), item("Two."), item("Three.", { reason: "reply" })],
    frame,
  );
  expect(text).toContain("You get this e-mail because you follow “Listening” and somebody replied to you.");
  for (const part of [text, html])
    for (const href of [frame.manageHref, frame.stopHref])
      expect(part).toContain(`${href}${part === text ? "\n" : '"'}`);
});
