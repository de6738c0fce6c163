import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { repeatKey } from "~/comments/reply/recent-replies.server";
import { addReport } from "~/moderation/reports/report.server";
import { replacePlainKeys, reportKey } from "~/moderation/reports/report-keys.server";
import { guest } from "~/people/viewer";
import { siteSecretOf } from "~/platform/site-secret.server";
import { openDeps, SITE_SECRET } from "../../factories/database";
import { buildReply, CLIENT, createPost, NOW } from "../../factories/posts";

const ANOTHER = siteSecretOf(Buffer.alloc(32, "another"));

test("the keys of reports and of repeated replies can't be computed without the site's secret", () => {
  const post = { kind: "post", id: 1 } as const;
  const report = (secret = SITE_SECRET) => reportKey(secret, guest, CLIENT, post);
  const typed = buildReply();
  const reply = (secret = SITE_SECRET) => repeatKey(secret, guest, CLIENT, 1, typed);
  expect([report(), reply()]).toEqual([report(SITE_SECRET), reply(SITE_SECRET)]);
  expect([report(ANOTHER) === report(), reply(ANOTHER) === reply()]).toEqual([false, false]);
});

test("a report that was kept with a plain hash gets a key at the next start, by which its reporter is known still", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const id = await createPost(deps);
  const post = { kind: "post", id } as const;
  const input = { reason: "rude", text: "", name: "Bo", email: "bo@example.org" } as const;
  const add = (clientAddress: string) =>
    db.write((tx) =>
      addReport(tx, post, guest, input, {
        ...{ siteSecret: SITE_SECRET, clientAddress, secret: null, now: NOW },
      }),
    );
  const plain = createHash("sha256")
    .update(JSON.stringify([CLIENT, "post", id]))
    .digest("base64url");
  const first = await add(CLIENT);
  await db.report.update({ where: { id: first ?? 0 }, data: { key: plain } });
  const gone = await add("192.0.2.77");
  await db.report.update({ where: { id: gone ?? 0 }, data: { key: `decided-${gone}` } });
  for (let start = 0; start < 2; start++) await replacePlainKeys(db, SITE_SECRET);
  const keys = (await db.report.findMany({ orderBy: { id: "asc" } })).map(({ key }) => key);
  expect(keys).toEqual([reportKey(SITE_SECRET, guest, CLIENT, post), `decided-${gone}`]);
  expect(await add(CLIENT)).toBeNull();
});
