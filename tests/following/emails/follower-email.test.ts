import { expect, test } from "vitest";
import { firstWords, followerEmail, MAX_ITEMS, type Shown } from "~/following/notification-email";

const item = (words: string, overrides: Partial<Shown> = {}): Shown => ({
  ...{ kind: "response", reason: "post", followed: { kind: "posts", name: "Listening" }, name: "Bea" },
  ...{ title: "Listening", words, path: "/comments/1", replyPath: "/posts/listening/respond?to=1#respond" },
  ...overrides,
});
const frame = {
  ...{ siteName: "Longtable", siteUrl: "https://longtable.test", delivery: "daily" as const },
  ...{ manageHref: "https://longtable.test/following/by-link/1-a", isMember: true },
};

test.each([
  ["a short text whole", "One *two*.\n\nThree.", ["One *two*.", "Three."]],
  ["pictures by their words", "See ![a door](/media/a/door.jpg) there.", ["See a door there."]],
  ["an empty text as none", " \n\n ", []],
])("shows %s", (_what, source, paragraphs) => {
  expect(firstWords(source)).toEqual(paragraphs);
});

test("shows the first 200 words of a long text, over its paragraphs", () => {
  const paragraph = Array.from({ length: 150 }, (_, index) => `w${index}`).join(" ");
  const [first, second, ...others] = firstWords(`${paragraph}\n\n${paragraph}\n\nEnd.`);
  expect(first).toBe(paragraph);
  expect(second).toMatch(/ w49 …$/);
  expect(others).toEqual([]);
  expect(firstWords(`${paragraph} ${paragraph.slice(0, 189)}\n\nNext.`).join(" ")).not.toContain("Next");
});

test("shows 1,400 characters of a text without spaces, and cuts no character in two", () => {
  const [only] = firstWords("🪑".repeat(5_000));
  expect(only).toBe(`${"🪑".repeat(1_400)} …`);
});

test("shows twenty things, posts first, and says how many more there are", () => {
  const items = Array.from({ length: 30 }, (_, index) => item(`Words ${index}.`));
  const { text, html, subject } = followerEmail(
    [...items, item("New.", { kind: "post", title: "New" })],
    frame,
  );
  expect(text.indexOf("published “New”")).toBe("Bea ".length);
  expect(text.match(/responded to/g)).toHaveLength(MAX_ITEMS - 1);
  for (const part of [text, html]) expect(part).toContain("And 11 more");
  expect(subject).toBe("Longtable: the day’s news");
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
  for (const part of [text, html]) expect(part).toContain(frame.manageHref);
});
