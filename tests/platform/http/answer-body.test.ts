import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AnswerBody, KeptPiece, type Piece } from "~/platform/http/answer-body.server";
import { page } from "./rendering";

const WORDS = "A long table is a form of public conversation, é, 長い. ";
const kept = (text: string, times = 1) => new KeptPiece(text.repeat(times));
const own = (text: string, times = 1) => Buffer.from(text.repeat(times));

test("is the bytes of its pieces, one after the other", () => {
  const body = new AnswerBody([own("<p>"), kept(WORDS), own("é</p>")]);
  expect(body.bytes.toString()).toBe(`<p>${WORDS}é</p>`);
  expect(body.length).toBe(body.bytes.length);
});

test("in gzip, any pieces in any order are read as they are", async () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 200 });
  const pieces = fc.array(
    fc
      .tuple(fc.boolean(), texts, fc.integer({ min: 0, max: 400 }))
      .map(([isKept, text, times]): Piece => (isKept ? kept(text, times) : own(text, times))),
    { minLength: 1, maxLength: 6 },
  );
  const orders = pieces.chain((some) => fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 9 }));
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const body = new AnswerBody(order);
      expect(gunzipSync(await body.gzip()).equals(body.bytes)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("a kept piece is compressed once for each of its last two places", async () => {
  const [first, piece] = [kept(WORDS, 50), kept(`${WORDS}!`, 50)];
  const alone = await piece.deflated(undefined);
  const second = await piece.deflated(first);
  // What repeats the piece before takes a few bytes.
  expect(second.length).toBeLessThan(alone.length);
  expect(await piece.deflated(first)).toBe(second);
  expect(await piece.deflated(undefined)).toBe(alone);
  await piece.deflated(kept("other"));
  expect(await piece.deflated(first)).toBe(second);
  expect(await piece.deflated(undefined)).not.toBe(alone);
});

test("is mostly kept with more than half of its bytes", () => {
  expect(new AnswerBody([own("ab"), kept("abc")]).isMostlyKept).toBe(true);
  expect(new AnswerBody([own("abc"), kept("abc")]).isMostlyKept).toBe(false);
  expect(page("abc", []).body.isMostlyKept).toBe(false);
});
