import { expect, test } from "vitest";
import { KeptParts } from "~/platform/kept-parts";

const part = (value: string, ...tags: string[]) => ({ value, tags });

test("finds a part once, and again after one of its tags was invalidated", async () => {
  const parts = new KeptParts();
  let made = 0;
  const find = async () =>
    (await parts.find("a", async () => part(`made ${++made}`, "post:1", "site"))).value;
  expect([await find(), await find()]).toEqual(["made 1", "made 1"]);
  parts.invalidate(new Set(["post:2"]));
  expect(await find()).toBe("made 1");
  parts.invalidate(new Set(["site"]));
  expect([await find(), await find()]).toEqual(["made 2", "made 2"]);
  parts.invalidate("everything");
  expect(await find()).toBe("made 3");
});

test("doesn't keep a part if anything was invalidated while it was found", async () => {
  const parts = new KeptParts();
  const found = await parts.find("a", async () => {
    parts.invalidate(new Set(["other"]));
    return part("old", "post:1");
  });
  expect(found.value).toBe("old");
  expect((await parts.find("a", async () => part("new", "post:1"))).value).toBe("new");
});

test("makes a part once for all who ask meanwhile, but not for those who ask after a change, or whom it failed", async () => {
  const parts = new KeptParts();
  let made = 0;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const find = () =>
    parts.find("a", async () => {
      const own = ++made;
      await finished;
      if (own === 2) throw new Error("The database is away.");
      return part(`made ${own}`, "post:1");
    });
  const before = [find(), find()];
  await Promise.resolve();
  parts.invalidate(new Set(["post:1"]));
  const after = [find(), find()];
  const asked = Promise.allSettled([...before, ...after]);
  finish();
  expect((await asked).map((one) => (one.status === "fulfilled" ? one.value.value : one.status))).toEqual([
    ...["made 1", "made 1", "rejected", "made 3"],
  ]);
  expect((await find()).value).toBe("made 3");
});

test("asks only for parts that aren't kept, and keeps none that there isn't", async () => {
  const parts = new KeptParts();
  const asked: string[][] = [];
  const findAll = async (...names: string[]) => {
    const found = await parts.findAll(names, async (missing) => {
      asked.push(missing);
      return new Map(missing.filter((name) => name !== "none").map((name) => [name, part(name, "t")]));
    });
    return [...found].map(([name, { value }]) => [name, value]);
  };
  await findAll("a", "none");
  expect(await findAll("a", "none", "b")).toEqual([
    ["a", "a"],
    ["b", "b"],
  ]);
  expect(asked).toEqual([
    ["a", "none"],
    ["none", "b"],
  ]);
});

test("gives a reusable part to whoever makes it anew, and to nobody else", async () => {
  const parts = new KeptParts();
  const formers: unknown[] = [];
  const find = async (value: string, isReusable = true) => {
    const found = await parts.findAll<string>(["a"], async (_missing, former) => {
      formers.push(former("a"));
      return new Map([["a", { ...part(value, "post:1"), isReusable }]]);
    });
    return found.get("a")?.value;
  };
  const change = () => parts.invalidate(new Set(["post:1"]));
  expect([await find("first"), await find("none")]).toEqual(["first", "first"]);
  change();
  change();
  expect([await find("second", false), await find("none")]).toEqual(["second", "second"]);
  change();
  expect(await find("third")).toBe("third");
  expect([formers, parts.tags]).toEqual([[undefined, "first", undefined], 1]);
  parts.invalidate("everything");
  await find("fourth");
  expect(formers.at(-1)).toBe(undefined);
});

test("hears of other processes' changes before it gives a part", async () => {
  const parts: KeptParts = new KeptParts(async () => parts.invalidate(new Set(["post:1"])));
  await parts.find("a", async () => part("old", "post:1"));
  expect((await parts.find("a", async () => part("new", "post:1"))).value).toBe("new");
});

test("forgets the oldest when large ones need their room", async () => {
  const parts = new KeptParts();
  const large = async (name: string) =>
    parts.find(name, async () => ({ ...part(name), bytes: 10 * 1024 * 1024 }));
  for (const name of ["a", "b", "c"]) await large(name);
  const again: string[] = [];
  for (const name of ["c", "b", "a"])
    await parts.find(name, async () => {
      again.push(name);
      return { ...part(name), bytes: 1 };
    });
  expect(again).toEqual(["a"]);
});

test("forgets a part by the tags that it has now, and lists no tags of what is forgotten", async () => {
  const parts = new KeptParts();
  const made: string[] = [];
  const find = (value: string, tag: string) =>
    parts.find("a", async () => {
      made.push(value);
      return part(value, tag, "site");
    });
  await find("first", "post:1");
  await parts.find("b", async () => part("b", "post:2", "site"));
  parts.invalidate(new Set(["post:1"]));
  await find("second", "post:3");
  parts.invalidate(new Set(["post:1"]));
  await find("none", "post:1");
  expect([made, parts.tags]).toEqual([["first", "second"], 3]);
  parts.invalidate(new Set(["post:3"]));
  await find("third", "post:1");
  expect(made).toEqual(["first", "second", "third"]);
  parts.invalidate(new Set(["site"]));
  expect(parts.tags).toBe(0);
  // Neither what makes room for others, nor what has no room at all.
  for (const [name, mebibytes] of [
    ["a", 20],
    ["b", 20],
    ["c", 30],
  ] as const)
    await parts.find(name, async () => ({ ...part(name, name), bytes: mebibytes * 1024 * 1024 }));
  expect(parts.tags).toBe(1);
  parts.invalidate("everything");
  expect(parts.tags).toBe(0);
});
