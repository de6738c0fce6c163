import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as afterwards } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { receiveUpload, sweepUploads } from "~/platform/http/body/upload-body.server";

const MAX_BYTES = 100_000;

type Received = Awaited<ReturnType<typeof receiveUpload>>;

/** A server that receives one form after another. Its results come in the order of the requests. */
async function openReceiver({
  slowMs,
  asked = async () => {},
}: {
  slowMs?: number;
  asked?: () => Promise<void>;
} = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "longtable-uploads-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const received: { result: Received; content: string | null }[] = [];
  const server = createServer(async (req: IncomingMessage, res) => {
    await asked();
    const result = await receiveUpload(req, { folder, maxBytes: MAX_BYTES, ...(slowMs && { slowMs }) });
    const file = result?.ok ? result.files[0]?.file : undefined;
    received.push({ result, content: file ? await readFile(file, "utf8") : null });
    if (result === null) return void res.destroy();
    res.writeHead(result.ok ? 200 : result.refusal.status, { Connection: "close" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const send = async (body: BodyInit, headers: Record<string, string> = {}) =>
    (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers })).status;
  return { port, folder, received, send, left: () => readdir(folder) };
}

function form(fields: Record<string, string>, ...files: [name: string, content: string][]): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, content] of files) data.append("file", new Blob([content]), name);
  return data;
}

test("receives a file with the fields beside it", async () => {
  const { send, received } = await openReceiver();
  expect(await send(form({ alt: "Ein Käfer, 図書館" }, ["Käfer.jpg", "bytes of a beetle"]))).toBe(200);
  const [{ result, content } = {}] = received;
  if (!result?.ok) throw new Error("It was refused.");
  expect([...result.fields]).toEqual([["alt", "Ein Käfer, 図書館"]]);
  expect(result.files).toEqual([
    { field: "file", name: "Käfer.jpg", bytes: 17, file: expect.stringContaining("upload-") },
  ]);
  expect(content).toBe("bytes of a beetle");
});

test("receives what came while it was being decided whether it may", async () => {
  const { send, received } = await openReceiver({ asked: () => afterwards(100) });
  const content = "x".repeat(60_000);
  expect(await send(form({ alt: "Words" }, ["a.jpg", content]))).toBe(200);
  expect(received[0]?.content).toBe(content);
});

test.each(["../../etc/passwd", "/etc/passwd", "C:\\\\x\\\\passwd"])(
  "takes no folder from the name %s",
  async (name) => {
    const { send, received } = await openReceiver();
    await send(form({}, [name, "x"]));
    const result = received[0]?.result;
    expect(result?.ok && result.files[0]?.name).toBe("passwd");
  },
);

test.each<[string, BodyInit, Record<string, string>, number]>([
  ["a file over the limit", form({}, ["a.jpg", "x".repeat(MAX_BYTES + 1)]), {}, 413],
  ["two files", form({}, ["a.jpg", "x"], ["b.jpg", "y"]), {}, 413],
  ["a field as long as a book", form({ alt: "x".repeat(20_000) }, ["a.jpg", "x"]), {}, 413],
  ["a form without files", new URLSearchParams({ alt: "x" }), {}, 200],
  ["a text", "hello", { "Content-Type": "text/plain" }, 400],
  ["no boundary", "hello", { "Content-Type": "multipart/form-data" }, 400],
  [
    "half of a form",
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
    { "Content-Type": "multipart/form-data; boundary=b" },
    400,
  ],
])("answers %s with a status, and leaves no file", async (what, body, headers, status) => {
  const { send, left } = await openReceiver();
  expect(await send(body, headers)).toBe(status);
  expect(await left(), what).toEqual([]);
});

test("refuses more fields than any form has", async () => {
  const fields = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`f${index}`, "x"]));
  const { send, left } = await openReceiver();
  expect([await send(form(fields, ["a.jpg", "x"])), await left()]).toEqual([413, []]);
});

test("ends a body that comes too slowly", async () => {
  const { port, received, left } = await openReceiver({ slowMs: 100 });
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n" +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
  );
  const trickle = setInterval(() => socket.writable && socket.write("x"), 20);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(trickle);
  expect(received[0]?.result).toMatchObject({ ok: false, refusal: { status: 408 } });
  expect(await left()).toEqual([]);
});

test("leaves no file of a client that went away", async () => {
  const { port, received, left } = await openReceiver();
  const socket = connect(port, "127.0.0.1");
  socket.write(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n" +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nsome of it',
  );
  await expect.poll(left).toHaveLength(1);
  socket.destroy();
  await expect.poll(() => received.length).toBe(1);
  expect([received[0]?.result, await left()]).toEqual([null, []]);
});

test("a client that went away before its file was asked for occupies no place", async () => {
  let goOn = () => {};
  const isGone = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { port, received, left } = await openReceiver({ asked: () => isGone });
  const socket = connect(port, "127.0.0.1");
  socket.write(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n--b\r\n",
    () => socket.destroy(),
  );
  socket.on("close", () => setTimeout(goOn, 100));
  await expect.poll(() => received.length).toBe(1);
  expect([received[0]?.result, await left()]).toEqual([null, []]);
});

const OLD = "upload-0a7c1df2-6b1b-4f0e-8c56-0e2d8d1a4b11";
const FRESH = "upload-0a7c1df2-6b1b-4f0e-8c56-0e2d8d1a4b12";

/** What ended processes have left, and what others are receiving. */
async function leave(folder: string) {
  for (const name of [OLD, FRESH, "upload-of-mine.txt"]) await writeFile(path.join(folder, name), "x");
  const longAgo = new Date("2026-01-01");
  for (const name of [OLD, "upload-of-mine.txt"]) await utimes(path.join(folder, name), longAgo, longAgo);
  await mkdir(path.join(folder, "ab"));
}

test("a start sweeps what ended processes left, and nothing else", async () => {
  const { folder, left } = await openReceiver();
  await leave(folder);
  await sweepUploads(folder, new Date());
  expect((await left()).sort()).toEqual(["ab", FRESH, "upload-of-mine.txt"]);
  await sweepUploads(path.join(folder, "missing"), new Date());
});

test("an upload sweeps it too, since a site that was killed starts again before that is old enough", async () => {
  const { folder, left, send } = await openReceiver();
  await leave(folder);
  expect(await send(form({}, ["a.jpg", "x"]))).toBe(200);
  await expect.poll(left).not.toContain(OLD);
  expect(await left()).toContain(FRESH);
});
