import { afterEach, expect, test } from "vitest";
import { createRenderer, type Renderer } from "../../app/markdown/renderer.server";
import { post, rendered } from "./page";
import { bundleWorker, fakeWorker } from "./worker-bundle";

let renderer: Renderer | undefined;
afterEach(() => renderer?.close());

const withWorker = (workerFile: string, options: { threads?: number; patience?: number } = {}) => {
  renderer = createRenderer({ workerFile, ...options });
  return renderer;
};

test("it gives what the room gives", async () => {
  const { render } = withWorker(await bundleWorker());
  const source = '# A "title"\n\nText[^1] with [a link](/a).\n\n[^1]: Note.';
  expect(await render(source, post)).toEqual({ ok: true, ...rendered(source) });
});

test("many at once all come back, each with its own", async () => {
  const { render } = withWorker(await bundleWorker());
  const sources = Array.from({ length: 40 }, (_, index) => `text ${index}`);
  const results = await Promise.all(sources.map((source) => render(source, post)));
  expect(results.map((result) => result.ok && result.excerpt)).toEqual(sources);
});

test("what is too long or too deep never reaches a worker", async () => {
  const { render } = withWorker(await fakeWorker("process.exit(1)"));
  expect(await render("a".repeat(150_001), post)).toEqual({ ok: false, reason: "markdown.too-long" });
  expect(await render(">".repeat(10_000), post)).toEqual({ ok: false, reason: "markdown.too-deep" });
});

test("a text that takes too long is refused, and others pass meanwhile and after", async () => {
  const { render } = withWorker(await fakeWorker('if (source === "slow") for (;;); return source;'));
  const slow = render("slow", post);
  expect(await Promise.race([slow, render("quick", post)])).toBe("quick");
  expect(await slow).toEqual({ ok: false, reason: "markdown.too-slow" });
  expect(await render("after", post)).toBe("after");
}, 20_000);

test("the time that a text waits is not held against it", async () => {
  const worker = await fakeWorker('if (source === "slow") for (;;); return source;');
  const { render } = withWorker(worker, { threads: 1 });
  const [slow, patient] = await Promise.all([render("slow", post), render("patient", post)]);
  expect(slow).toEqual({ ok: false, reason: "markdown.too-slow" });
  expect(patient).toBe("patient");
}, 20_000);

test("the time that a worker takes to start is not held against it either", async () => {
  const worker = await fakeWorker(
    "return source;",
    "const until = Date.now() + 4_000; while (Date.now() < until);",
  );
  const { render } = withWorker(worker);
  expect(await render("patient", post)).toBe("patient");
}, 20_000);

test("a text that takes too much memory is refused, and the next passes", async () => {
  const worker = await fakeWorker(
    'if (source === "large") { const a = []; for (;;) a.push(new Array(1e6).fill(0.5)); } return source;',
  );
  const { render } = withWorker(worker, { patience: 10 });
  const [large, small] = await Promise.all([render("large", post), render("small", post)]);
  expect(large).toEqual({ ok: false, reason: "markdown.too-large" });
  expect(small).toBe("small");
  expect(await render("after", post)).toBe("after");
}, 20_000);

test("a worker that dies harms its own text alone", async () => {
  const worker = await fakeWorker('if (source === "die") process.exit(3); return source;');
  const { render } = withWorker(worker);
  const outcomes = await Promise.allSettled([render("die", post), render("a", post), render("b", post)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(await render("after", post)).toBe("after");
});

test("past a full queue a text is refused at once", async () => {
  const { render } = withWorker(await fakeWorker('if (source === "slow") for (;;); return source;'), {
    threads: 1,
  });
  const slow = render("slow", post);
  const queued = Array.from({ length: 100 }, () => render("queued", post));
  expect(await render("one more", post)).toEqual({ ok: false, reason: "markdown.too-slow" });
  await Promise.all([slow, ...queued]);
}, 20_000);
