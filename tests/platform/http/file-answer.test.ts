// Ranges, conditions and HEAD, as clients ask for them and as they shouldn't.

import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerFile } from "~/platform/http/file-answer.server";

const BYTES = Buffer.from("0123456789");

let isMissing = false;
const server = createServer(async (req, res) => {
  const answered = await answerFile(req, res, {
    bytes: BYTES.length,
    etag: '"ten"',
    headers: { "content-type": "text/plain", "cache-control": "public, immutable" },
    open: async (range) =>
      isMissing ? null : Readable.from([range ? BYTES.subarray(range.first, range.last + 1) : BYTES]),
  });
  if (!answered) res.writeHead(404).end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

const ask = (headers: Record<string, string>, method = "GET") =>
  new Promise<{
    status: number | undefined;
    range: string | undefined;
    length: string | undefined;
    text: string;
    cache: string | undefined;
  }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asking = request({ port, host: "127.0.0.1", method, headers }, (res) => {
      let text = "";
      res.setEncoding("latin1").on("data", (part) => {
        text += part;
      });
      const { "content-range": range, "content-length": length, "cache-control": cache } = res.headers;
      res.on("end", () => resolve({ status: res.statusCode, range, length, text, cache }));
    });
    asking.on("error", reject).end();
  });

test.each([
  ["the beginning", "bytes=0-3", "0123"],
  ["one byte", "bytes=4-4", "4"],
  ["all from somewhere", "bytes=7-", "789"],
  ["more than there is", "bytes=8-99999999999999999999", "89"],
  ["the last bytes", "bytes=-3", "789"],
  ["more last bytes than there are", "bytes=-99999999999999999999", "0123456789"],
])("answers %s with 206", async (_what, range, text) => {
  const answer = await ask({ range });
  expect(answer).toMatchObject({ status: 206, text, length: String(text.length) });
  const first = BYTES.indexOf(text);
  expect(answer.range).toBe(`bytes ${first}-${first + text.length - 1}/10`);
});

test.each(["bytes=10-", "bytes=99999999999999999999-", "bytes=-0"])(
  "answers %s, which lies outside, with 416",
  async (range) => {
    expect(await ask({ range })).toMatchObject({
      status: 416,
      range: "bytes */10",
      text: "",
      cache: "no-store",
    });
  },
);

test.each([
  ["several ranges", "bytes=0-1,3-4"],
  ["thousands of ranges", `bytes=${"0-,".repeat(1_000)}0-`],
  ["letters", "bytes=a-b"],
  ["two signs", "bytes=--5"],
  ["a fraction", "bytes=0.5-3"],
  ["another unit", "lines=0-1"],
])("answers %s with the whole", async (_what, range) => {
  expect(await ask({ range })).toMatchObject({ status: 200, text: "0123456789", length: "10" });
});

test("a range is of GET alone", async () => {
  for (const range of ["bytes=0-1", "bytes=99-"])
    expect(await ask({ range }, "HEAD")).toMatchObject({
      status: 200,
      range: undefined,
      length: "10",
      text: "",
    });
});

test.each([
  ["its tag", { "if-none-match": '"ten"' }, 304],
  ["its tag among others, weak", { "if-none-match": '"nine", W/"ten"' }, 304],
  ["any", { "if-none-match": "*" }, 304],
  ["another tag", { "if-none-match": '"eleven"' }, 200],
  ["a range of another version", { range: "bytes=0-1", "if-range": '"eleven"' }, 200],
  ["a range since a date", { range: "bytes=0-1", "if-range": "Thu, 01 Jan 2099 00:00:00 GMT" }, 200],
  ["a range of this version", { range: "bytes=0-1", "if-range": '"ten"' }, 206],
])("answers a browser that has %s", async (_what, headers, status) => {
  expect((await ask(headers as never)).status).toBe(status);
});

test("sends nothing of a file that has disappeared", async () => {
  isMissing = true;
  expect((await ask({})).status).toBe(404);
  isMissing = false;
});
