import { PassThrough } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import type { S3Settings } from "~/platform/config/media-store-settings";
import { openMediaStore, tryMediaStore } from "~/server/open-media-store";
import { temporaryFolder } from "../factories/database";
import { freePort } from "../factories/site";
import { startS3 } from "../media/store/s3-server";

/** What the log has after the store was tried twice. */
async function logOf(mediaS3: S3Settings): Promise<string[]> {
  const output = new PassThrough({ encoding: "utf8" });
  const log = pino({ base: null }, output);
  const store = openMediaStore({ mediaS3, dataDir: temporaryFolder() }, log);
  for (const _time of [1, 2]) await tryMediaStore({ mediaS3 }, store, log);
  const lines = ((output.read() ?? "") as string).trim();
  expect(lines).not.toMatch(/secret-of-the-store|another-secret|longtable/);
  return lines === "" ? [] : lines.split("\n").map((line) => JSON.parse(line).reason);
}

test("a store that answers is silent", async () => {
  expect(await logOf((await startS3()).settings)).toEqual([]);
});

test.each([
  [
    "a wrong key",
    async () => ({ secretAccessKey: "another-secret" }),
    "it refuses the key: check MEDIA_S3_ACCESS_KEY_ID",
  ],
  [
    "a missing bucket",
    async () => ({ bucket: "elsewhere" }),
    "there is no such bucket: check MEDIA_S3_BUCKET",
  ],
  [
    "a service that is down",
    async () => ({ endpoint: `http://127.0.0.1:${await freePort()}` }),
    "it refuses the connection",
  ],
])("%s is once in the log, with what to do, and without a key", async (_what, wrong, reason) => {
  const { settings } = await startS3();
  expect(await logOf({ ...settings, ...(await wrong()) })).toEqual([expect.stringContaining(reason)]);
});

test("a store that leads elsewhere is not followed", async () => {
  const { settings, fail } = await startS3();
  fail(307);
  expect(await logOf(settings)).toEqual([
    expect.stringContaining("it leads elsewhere: check MEDIA_S3_REGION"),
  ]);
});
