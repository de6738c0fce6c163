import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createOpenAnswers } from "~/platform/http/open-answers.server";

type Options = NonNullable<Parameters<typeof createOpenAnswers>[0]>;

/** A server on which each path is a network. `answers` are the open ones, and `ended` counts the ends told. */
async function openServer(options: Options) {
  const open = createOpenAnswers(options);
  const answers: ServerResponse[] = [];
  const seen = { ended: 0 };
  const server = createServer((req, res) => {
    const isOpen = open.open(res, req.url ?? "", { "x-site": "1" }, () => void seen.ended++);
    if (isOpen) answers.push(res);
    else res.writeHead(503).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    open.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const get = (network: string, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}/${network}`, signal ? { signal } : {});
  return { open, answers, seen, port, get };
}

test("refuses more than its limit of one network and of all, until another ends", async () => {
  const { open, answers, seen, get } = await openServer({ max: 3, maxByNetwork: 2 });
  const statuses: number[] = [];
  for (const network of ["a", "a", "a", "b", "c"]) statuses.push((await get(network)).status);
  expect([statuses, open.size]).toEqual([[200, 200, 503, 200, 503], 3]);
  answers[0]?.end();
  await expect.poll(() => [open.size, seen.ended]).toEqual([2, 1]);
  expect((await get("a")).status).toBe(200);
});

test("forgets a client that leaves", async () => {
  const { open, seen, get } = await openServer({});
  const leaving = new AbortController();
  const { body } = await get("a", leaving.signal);
  expect(open.size).toBe(1);
  leaving.abort();
  await body?.cancel().catch(() => {});
  await expect.poll(() => [open.size, seen.ended]).toEqual([0, 1]);
});

test("writes a comment now and then, and says when to come back", async () => {
  const { get } = await openServer({ keepAliveMs: 20 });
  const reader = (await get("a")).body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n:\n\n")) text += (await reader?.read())?.value;
  expect(Number(/^retry: (\d+)\n\n/.exec(text)?.[1])).toBeGreaterThanOrEqual(1_000);
});

test("ends the connection of a client that doesn't read, and of no other", async () => {
  const { open, answers, port, get } = await openServer({});
  const stuck = connect(port, "127.0.0.1");
  stuck.pause();
  stuck.on("error", () => {});
  stuck.write("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(() => open.size).toBe(1);
  const reader = (await get("a")).body?.getReader();
  const drain = async () => {
    while (!(await reader?.read())?.done);
  };
  void drain().catch(() => {});
  const event = `data: ${"x".repeat(60_000)}\n\n`;
  for (let times = 0; times < 200 && open.size > 1; times++) {
    await open.send(answers.map((res) => [res, event] as const));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(answers.map((res) => res.destroyed)).toEqual([true, false]);
});

test("ends all when it is closed, and opens no more", async () => {
  const { open, get } = await openServer({});
  const text = (await get("a")).text();
  open.close();
  expect(await text).toMatch(/^retry/);
  expect((await get("a")).status).toBe(503);
});
