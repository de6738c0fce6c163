// A site whose uploads are in a store that speaks S3, and what people are told while that fails.

import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createMember } from "../../../factories/people";
import { openTestSite } from "../../../factories/site";
import { buildPicture, sendFile, upload } from "../../../factories/uploads";
import { startS3 } from "../../../media/store/s3-server";

test("uploads are kept in the store and served from it; while it fails, nothing is kept and no words are lost", async () => {
  const s3 = await startS3();
  const site = await openTestSite({ env: s3.env });
  const { db } = site.services;
  const amy = await createMember(db, "amy", { role: "author" });
  const get = (address: string, headers = {}) =>
    site.get(address, { headers: { Cookie: amy.cookie, ...headers } });
  const { address, id } = await upload(site, amy);
  expect([...s3.files.keys()].map((key) => key.replace(/^.*\//, "")).sort()).toEqual([
    "480.jpg",
    "480.webp",
    "600.jpg",
    "600.webp",
    "master.jpg",
  ]);
  expect(existsSync(path.join(site.dataFolder, "uploads"))).toBe(false);
  const whole = Buffer.from(await (await get(address)).arrayBuffer());
  const part = await get(address, { Range: "bytes=10-19" });
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));

  s3.fail(403);
  for (const init of [{}, { headers: { Range: "bytes=10-19" } }, { method: "HEAD" }]) {
    const unread = await site.get(address, { ...init, headers: { Cookie: amy.cookie, ...init.headers } });
    const words = "This file can’t be read at the moment. Please try again in a few minutes.\n";
    expect([
      unread.status,
      unread.headers.get("cache-control"),
      unread.headers.get("retry-after"),
      await unread.text(),
    ]).toEqual([503, "no-store", "60", init.method ? "" : words]);
  }
  const sent = { file: await buildPicture(350, 200), fields: { alt: "My words" } };
  const answer = await sendFile(site, amy, sent);
  expect(answer.status).toBe(503);
  expect(((await answer.json()) as { errors: { file: string } }).errors.file).toContain("can’t store files");
  const page = await sendFile(site, amy, sent, "/media/upload");
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining("My words</textarea>")]);
  expect([await db.media.count(), await db.mediaFile.count()]).toEqual([1, 1]);

  const removed = await site.post(
    `/media/${id}/remove`,
    { as: String(amy.id) },
    { headers: { Cookie: amy.cookie } },
  );
  expect([removed.status, (await get(address)).status]).toEqual([303, 404]);
  s3.fail(0);
  expect((await sendFile(site, amy, sent)).status).toBe(200);
});

test.each([
  [507, ""],
  [403, "QuotaExceeded"],
  [400, "XMinioAdminBucketQuotaExceeded"],
])(
  "a store that is full, and says so by %i %s, is told as such; no words are lost and nothing is left",
  async (status, code) => {
    const s3 = await startS3();
    const site = await openTestSite({ env: s3.env });
    const { db } = site.services;
    const amy = await createMember(db, "amy", { role: "author" });
    // Some parts have room.
    s3.fail(status, { of: /^PUT .*\/480/, code });
    const sent = { file: await buildPicture(), fields: { alt: "My words" } };
    const answer = await sendFile(site, amy, sent);
    expect([answer.status, await answer.json()]).toEqual([
      507,
      expect.objectContaining({ errors: { file: expect.stringContaining("disk for files is full") } }),
    ]);
    expect(s3.asked).toContainEqual(expect.stringMatching(/^PUT .*master/));
    const page = await sendFile(site, amy, sent, "/media/upload");
    expect([page.status, await page.text()]).toEqual([507, expect.stringContaining("My words</textarea>")]);
    expect([s3.files.size, await db.media.count(), await db.mediaFile.count()]).toEqual([0, 0, 0]);
    s3.fail(0);
    expect((await sendFile(site, amy, sent)).status).toBe(200);
  },
);
