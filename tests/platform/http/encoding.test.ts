import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chooseEncoding, compress } from "~/platform/http/encoding.server";

const LARGE = 10_000;

test.each([
  ["no header is identity", undefined, "identity"],
  ["an empty header is identity", "", "identity"],
  ["a browser's header is brotli", "gzip, deflate, br, zstd", "br"],
  ["gzip alone is gzip", "gzip", "gzip"],
  ["both is brotli, even if gzip is preferred", "gzip;q=1.0, br;q=0.5", "br"],
  ["brotli refused is gzip", "br;q=0, gzip", "gzip"],
  ["brotli refused and anything else is gzip", "br;q=0, *", "gzip"],
  ["both refused is identity", "br;q=0, gzip;q=0", "identity"],
  ["anything is brotli", "*", "br"],
  ["only unsupported encodings is identity", "zstd, deflate", "identity"],
  ["capitals are ignored", "GZIP", "gzip"],
  ["nonsense is identity", ";;,=", "identity"],
])("encoding for %s", (_what, accept, encoding) => {
  expect(chooseEncoding(accept, LARGE)).toBe(encoding);
});

test("a body under 512 bytes is not compressed", () => {
  expect(chooseEncoding("br, gzip", 511)).toBe("identity");
});

const text = Buffer.from("A long table is a form of public conversation. ".repeat(200));

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
] as const)("%s restores the body, and takes less than a tenth of its size", async (encoding, open) => {
  const small = await compress(text, encoding);
  expect(open(small).equals(text)).toBe(true);
  expect(small.length).toBeLessThan(text.length / 10);
});

test("identity returns the same buffer", async () => {
  expect(await compress(text, "identity")).toBe(text);
});
