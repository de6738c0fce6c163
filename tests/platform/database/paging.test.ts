import { expect, test } from "vitest";
import {
  type Key,
  type KeyRange,
  type PageRequest,
  pageByKey,
  readPageRequest,
} from "~/platform/database/paging";

test.each([
  ["", {}],
  ["before=12", { before: 12 }],
  ["after=12", { after: 12 }],
  ["utm_source=x", {}],
  ["before=2147483647", { before: 2_147_483_647 }],
])("accepts ?%s", (query, request) => {
  expect(readPageRequest(new URLSearchParams(query))).toEqual(request);
});

test.each(["before=0", "before=", "before=-1", "before=1.5", "before=1e3", "after=abc", "before=2147483648"])(
  "refuses ?%s",
  (query) => {
    expect(readPageRequest(new URLSearchParams(query))).toBeNull();
  },
);

/** Item 5 is the newest; 2, 3 and 4 have the same time. */
const ITEMS = [
  { id: 1, at: new Date(1000) },
  { id: 2, at: new Date(2000) },
  { id: 3, at: new Date(2000) },
  { id: 4, at: new Date(2000) },
  { id: 5, at: new Date(5000) },
];

function list(request: PageRequest, size = 2, items = ITEMS) {
  const compare = (a: Key, b: Key) => a.at.getTime() - b.at.getTime() || a.id - b.id;
  const findKey = async (id: number) => items.find((item) => item.id === id) ?? null;
  const fetch = async ({ order, key, take }: KeyRange) => {
    const sign = order === "asc" ? 1 : -1;
    return items
      .filter((item) => !key || sign * compare(item, key) > 0)
      .sort((a, b) => sign * compare(a, b))
      .slice(0, take);
  };
  return pageByKey(request, size, findKey, fetch);
}

test.each([
  ["the first page", {}, [5, 4], null, { before: 4 }],
  ["the next", { before: 4 }, [3, 2], { after: 3 }, { before: 2 }],
  ["the last", { before: 2 }, [1], { after: 1 }, null],
  ["past the last", { before: 1 }, [], null, null],
  ["back from the last", { after: 1 }, [3, 2], { after: 3 }, { before: 2 }],
  ["back to the first", { after: 3 }, [5, 4], null, { before: 4 }],
  ["back to a first page that is short", { after: 4 }, [5], null, { before: 5 }],
] as const)("returns %s", async (_what, request, ids, newer, older) => {
  const page = await list(request);
  expect([page?.items.map((item) => item.id), page?.newer, page?.older]).toEqual([ids, newer, older]);
});

test("has no older page if the page is exactly full", async () => {
  expect((await list({}, 5))?.older).toBeNull();
});

test("returns null for a page next to an unknown item", async () => {
  expect(await list({ before: 99 })).toBeNull();
});

test("returns one empty page for an empty list", async () => {
  expect(await list({}, 2, [])).toEqual({ items: [], newer: null, older: null });
});

test("returns each item once, from page to page", async () => {
  const seen: number[] = [];
  for (let request: PageRequest | null = {}; request; ) {
    const page: Awaited<ReturnType<typeof list>> = await list(request);
    seen.push(...(page?.items.map((item) => item.id) ?? []));
    request = page?.older ?? null;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});
