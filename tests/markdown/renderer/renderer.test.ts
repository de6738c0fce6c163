import { mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { MAX_WAIT_MS, MAX_WAITING_OF_ONE, REMEMBERED_MS } from "../../../app/markdown/limits";
import {
  createRenderer,
  type Renderer,
  type RendererOptions,
} from "../../../app/markdown/renderer/renderer.server";
import { post, rendered } from "../page";
import { bundleWorker, fakeWorker } from "./worker-bundle";

const renderers: Renderer[] = [];
afterAll(() => Promise.all(renderers.map((renderer) => renderer.close())));

const withWorker = (workerFile: string, options: Partial<RendererOptions> = {}) => {
  // A long wait, so that a slow start of the worker never turns a result into "busy" in tests of something
  // else.
  const renderer = createRenderer({ workerFile, waitMs: 60_000, ...options });
  renderers.push(renderer);
  return renderer;
};

/** Shortens the time limit of a short text from 1 s to 0.4 s. */
const SHORT = 0.4;
/** More than that limit. */
const TOO_LONG_MS = 600;

test("gives the same result as renderMarkdown", async () => {
  const { render } = withWorker(await bundleWorker());
  const source = '# A "title"\n\nText[^1] with [a link](/a).\n\n[^1]: Note.';
  expect(await render(source, post)).toEqual({ ok: true, ...rendered(source) });
});

test("returns each of forty concurrent texts its own result", async () => {
  const { render } = withWorker(await bundleWorker());
  const sources = Array.from({ length: 40 }, (_, index) => `text ${index}`);
  const results = await Promise.all(sources.map((source) => render(source, post)));
  expect(results.map((result) => result.ok && result.excerpt)).toEqual(sources);
});

test("refuses a text that is too long, too deep or too much work without a worker", async () => {
  const { render } = withWorker(await fakeWorker("process.exit(1)"));
  expect(await render("a".repeat(150_001), post)).toEqual({ ok: false, reason: "markdown.too-long" });
  expect(await render(">".repeat(10_000), post)).toEqual({ ok: false, reason: "markdown.too-deep" });
  expect(await render("a\n=\n".repeat(5_000), post)).toEqual({
    ok: false,
    reason: "markdown.too-much-work",
  });
});

test("refuses a text that takes too long, while other texts pass", async () => {
  const worker = await fakeWorker('if (source === "slow") for (;;); return source;');
  const { render } = withWorker(worker, { patience: SHORT });
  await Promise.all([render("a", post, "192.0.2.1"), render("b", post, "192.0.2.2")]);
  const slow = render("slow", post, "192.0.2.1");
  expect(await Promise.race([slow, render("quick", post, "192.0.2.2")])).toBe("quick");
  expect(await slow).toEqual({ ok: false, reason: "markdown.too-slow" });
  expect(await render("after", post)).toBe("after");
});

test("does not count the time that a text waits in the queue", async () => {
  const worker = await fakeWorker('if (source === "slow") for (;;); return source;');
  const { render } = withWorker(worker, { threads: 1, patience: SHORT });
  const [slow, patient] = await Promise.all([render("slow", post), render("patient", post)]);
  expect(slow).toEqual({ ok: false, reason: "markdown.too-slow" });
  expect(patient).toBe("patient");
});

test("does not count the time that a worker takes to start", async () => {
  const worker = await fakeWorker(
    "return source;",
    `const until = Date.now() + ${TOO_LONG_MS}; while (Date.now() < until);`,
  );
  const { render } = withWorker(worker, { patience: SHORT });
  expect(await render("patient", post)).toBe("patient");
});

test("refuses a text that takes too much memory, and renders the next one", async () => {
  const worker = await fakeWorker(
    'if (source === "large") { const a = []; for (;;) a.push(new Array(1e6).fill(0.5)); } return source;',
  );
  const { render } = withWorker(worker, { patience: 10 });
  const [large, small] = await Promise.all([render("large", post), render("small", post)]);
  expect(large).toEqual({ ok: false, reason: "markdown.out-of-memory" });
  expect(small).toBe("small");
  expect(await render("after", post)).toBe("after");
});

test("rejects only the text whose worker died", async () => {
  const worker = await fakeWorker('if (source === "die") process.exit(3); return source;');
  const { render } = withWorker(worker);
  const outcomes = await Promise.allSettled([render("die", post), render("a", post), render("b", post)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(await render("after", post)).toBe("after");
});

test("refuses a text at once when the queue is full", async () => {
  const { render } = withWorker(await fakeWorker('if (source === "slow") for (;;); return source;'), {
    threads: 1,
    patience: SHORT,
  });
  const slow = render("slow", post);
  const queued = Array.from({ length: MAX_WAITING_OF_ONE }, () => render("queued", post));
  expect(await render("one more", post)).toEqual({ ok: false, reason: "markdown.busy" });
  await Promise.all([slow, ...queued]);
});

/** A worker that sleeps for the milliseconds in its text, as in "slow 100". */
const SLEEPY = `const [, ms = 0] = source.split(" ");
  if (Number(ms)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms));
  return source;`;

test("does not count processor time of other programs", async () => {
  // A sleeping worker uses no processor time, as if other programs had it.
  const { render } = withWorker(await fakeWorker(SLEEPY), { patience: SHORT });
  const late = `late ${TOO_LONG_MS}`;
  expect(await render(late, post)).toBe(late);
});

test("refuses a text that ran out of time again for ten minutes from any sender without running it, and then runs it again", async () => {
  const begun = join(await mkdtemp(join(inject("temporaryFolder"), "begun-")), "log");
  const worker = await fakeWorker(
    `require("node:fs").appendFileSync(${JSON.stringify(begun)}, "."); for (;;);`,
  );
  let now = 1_000;
  const { render } = withWorker(worker, { patience: SHORT, clock: () => now });
  const refusal = { ok: false, reason: "markdown.too-slow" };
  expect(await render("slow", post, "192.0.2.1")).toEqual(refusal);
  now += REMEMBERED_MS - 1;
  expect(await render("slow", { ...post, kind: "comment" }, "192.0.2.2")).toEqual(refusal);
  expect(await readFile(begun, "utf8")).toBe(".");
  now += 2;
  expect(await render("slow", post, "192.0.2.1")).toEqual(refusal);
  expect(await readFile(begun, "utf8")).toBe("..");
});

// The tests below mostly wait, so they run at the same time.

test.concurrent("refuses a text as busy if it doesn't begin within five seconds, and renders it when it is sent again", async () => {
  const { render } = withWorker(await fakeWorker(SLEEPY), { threads: 1, patience: 20, waitMs: MAX_WAIT_MS });
  const slow = render("slow 6500", post);
  const asked = performance.now();
  expect(await render("patient", post)).toEqual({ ok: false, reason: "markdown.busy" });
  expect(performance.now() - asked).toBeGreaterThan(4_900);
  expect(await slow).toBe("slow 6500");
  expect(await render("patient", post)).toBe("patient");
});

test.concurrent("leaves a worker to other senders while one sender's slow texts run", async () => {
  const { render } = withWorker(await fakeWorker(SLEEPY), { threads: 2, patience: 20 });
  const flood = ["slow 4500", "slow 1", "slow 2"].map((source) => render(source, post, "192.0.2.1"));
  const first = await Promise.race([...flood, render("quick", post, "192.0.2.2")]);
  expect(first).toBe("quick");
  await Promise.all(flood);
});

test.concurrent("gives a sender whose text cost a worker no turn before the replacement is ready, and lets others pass", async () => {
  const begun = join(await mkdtemp(join(inject("temporaryFolder"), "begun-")), "log");
  const worker = await fakeWorker(
    `require("node:fs").appendFileSync(${JSON.stringify(begun)}, source + ";");
     if (source.startsWith("slow")) for (;;); return source;`,
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);",
  );
  const { render } = withWorker(worker, { threads: 2, patience: SHORT });
  await Promise.all([render("a", post, "192.0.2.1"), render("b", post, "192.0.2.2")]);
  const slow = render("slow 1", post, "192.0.2.1");
  const next = render("slow 2", post, "192.0.2.1");
  await slow;
  await render("pupil", post, "192.0.2.2");
  expect(await readFile(begun, "utf8")).toMatch(/slow 1;pupil;$/);
  expect(await next).toEqual({ ok: false, reason: "markdown.too-slow" });
  expect(await render("after", post, "192.0.2.1")).toBe("after");
});

test.concurrent("lets a starting worker finish its start when the text that waited for it has given up", async ({
  expect,
}) => {
  const begun = join(await mkdtemp(join(inject("temporaryFolder"), "started-")), "log");
  const worker = await fakeWorker(
    "return source;",
    `require("node:fs").appendFileSync(${JSON.stringify(begun)}, ".");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);`,
  );
  const { render } = withWorker(worker, { threads: 1, waitMs: 800 });
  expect(await render("early", post)).toEqual({ ok: false, reason: "markdown.busy" });
  await expect.poll(() => render("late", post), { timeout: 15_000 }).toBe("late");
  expect(await readFile(begun, "utf8")).toBe(".");
});
