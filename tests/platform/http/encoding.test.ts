import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chooseEncoding, compress } from "~/platform/http/encoding.server";

const LARGE = 10_000;

test.each([
  ["nothing said", undefined, "identity"],
  ["an empty header", "", "identity"],
  ["what browsers send", "gzip, deflate, br, zstd", "br"],
  ["gzip alone", "gzip", "gzip"],
  ["both, gzip preferred: the smaller one all the same", "gzip;q=1.0, br;q=0.5", "br"],
  ["brotli refused", "br;q=0, gzip", "gzip"],
  ["brotli refused beside anything", "br;q=0, *", "gzip"],
  ["both refused", "br;q=0, gzip;q=0", "identity"],
  ["anything", "*", "br"],
  ["what we don't have", "zstd, deflate", "identity"],
  ["capitals", "GZIP", "gzip"],
  ["nonsense", ";;,=", "identity"],
])("%s", (_what, accept, encoding) => {
  expect(chooseEncoding(accept, LARGE)).toBe(encoding);
});

test("what is small goes as it is", () => {
  expect(chooseEncoding("br, gzip", 511)).toBe("identity");
});

const text = Buffer.from("A long table is a form of public conversation. ".repeat(200));

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("%s gives back what was put in, in a tenth of the room", async (encoding, open) => {
  const small = await compress(text, encoding);
  expect(open(small).equals(text)).toBe(true);
  expect(small.length).toBeLessThan(text.length / 10);
});

test("identity is the text itself", async () => {
  expect(await compress(text, "identity")).toBe(text);
});
