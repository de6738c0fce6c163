import { expect, test } from "vitest";
import { drawMap } from "~/maps/drawing";
import { layOut } from "~/maps/layout";
import { HEIGHT, MARGIN, type MapContents, radiusOf, WIDTH } from "~/maps/map";

const contentsOf = (count: number, pairs: [from: number, to: number][] = []): MapContents => ({
  posts: Array.from({ length: count }, (_, index) => ({
    ...{ id: index + 1, slug: `post-${index + 1}`, title: `Post ${index + 1}`, language: null },
    ...{ publishedAt: new Date(Date.UTC(2026, 0, index + 1)), responseCount: index % 7, writers: [] },
  })),
  answers: pairs.map(([from, to]) => ({ from, to })),
});

test("points stand from left to right by time, within the drawing, and fill its height", async () => {
  const places = [
    ...(
      await layOut(
        contentsOf(60, [
          [9, 2],
          [30, 9],
          [60, 1],
        ]),
      )
    ).values(),
  ];
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect([xs[0], xs.at(-1)]).toEqual([MARGIN, WIDTH - MARGIN]);
  expect([Math.min(...ys), Math.max(...ys)]).toEqual([MARGIN, HEIGHT - MARGIN]);
});

test("the same contents have the same places, and points that had some before stay near them", async () => {
  const contents = contentsOf(40, [
    [5, 1],
    [20, 5],
    [40, 20],
  ]);
  const first = await layOut(contents);
  expect(await layOut(contents)).toEqual(first);
  const again = await layOut(
    contentsOf(41, [
      [5, 1],
      [20, 5],
      [40, 20],
    ]),
    first,
  );
  const moved = (places: typeof first) =>
    [...first].reduce((sum, [id, { y }]) => sum + Math.abs((places.get(id)?.y ?? 0) - y), 0) / first.size;
  expect(moved(again)).toBeLessThan(
    moved(
      await layOut(
        contentsOf(41, [
          [5, 1],
          [20, 5],
          [40, 20],
        ]),
      ),
    ),
  );
});

test("posts that answer each other are nearer than before they did", async () => {
  const apart = await layOut(contentsOf(40));
  const chain = Array.from({ length: 6 }, (_, index): [number, number] => [
    7 * index + 5,
    Math.max(1, 7 * index - 2),
  ]);
  const linked = await layOut(contentsOf(40, chain));
  const distance = (places: typeof apart) =>
    chain.reduce(
      (sum, [from, to]) => sum + Math.abs((places.get(from)?.y ?? 0) - (places.get(to)?.y ?? 0)),
      0,
    );
  expect(distance(linked)).toBeLessThan(distance(apart));
});

test.each([
  ["no post", 0, []],
  ["one post", 1, [[1, { x: WIDTH / 2, y: HEIGHT / 2 }]]],
])("lays out %s", async (_what, count, expected) => {
  expect([...(await layOut(contentsOf(count)))]).toEqual(expected);
});

test("a point grows with the responses, up to a limit", () => {
  const radii = [0, 1, 10, 100, 10_000].map((responseCount) => radiusOf({ responseCount }));
  expect(radii).toEqual(radii.toSorted((a, b) => a - b));
  expect(radii.at(-1)).toBe(radii.at(-2));
});

test("draws posts that have a place, lines between two of them, and long titles cut between letters", () => {
  const contents = contentsOf(3, [
    [2, 1],
    [3, 1],
    [3, 2],
  ]);
  const [, second] = contents.posts;
  if (second) second.title = "𝒜".repeat(35);
  // The first was published again since, with its earlier date.
  const places = new Map([
    [2, { x: 100, y: 100 }],
    [3, { x: 500, y: 300 }],
  ]);
  const calendar = { language: "en", timeZone: "UTC" };
  const { html } = drawMap({ ...contents, places, isLaidOut: false }, calendar);
  expect(html.match(/<circle/g)).toHaveLength(2);
  expect(html.match(/<path d="M500 300C/g)).toHaveLength(1);
  expect(html.match(/<path d="M\d+ \d+C/g)).toHaveLength(1);
  // Isolated, so that the dots stand at the end in each direction.
  expect(html).toContain(`>\u2068${"𝒜".repeat(33)}…\u2069</text>`);
  expect(html).toContain(`<title>${"𝒜".repeat(35)}</title>`);
});
