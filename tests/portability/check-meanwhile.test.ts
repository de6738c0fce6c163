// A check reads one snapshot of the site.

import { expect, test } from "vitest";
import type { DatabaseClient } from "~/platform/database/database.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl } from "../factories/database";
import { createComment, NOW } from "../factories/posts";
import { fillSite, open } from "./sites";

test("finds no inconsistency in what is written during the check", async () => {
  const site = open(await newDatabaseUrl());
  const { postId } = await fillSite(site);
  let written = 0;
  // A reply arrives each time between counting the comments and reading the posts.
  const busy = (comment: DatabaseClient["comment"]) =>
    new Proxy(comment, {
      get: (target, name) =>
        name !== "groupBy"
          ? Reflect.get(target, name)
          : async (asked: never) => {
              const rows = await target.groupBy(asked);
              await createComment(site, postId);
              written += 1;
              return rows;
            },
    });
  const snapshot: typeof site.db.snapshot = (work) =>
    site.db.snapshot((then) =>
      work(
        new Proxy(then, {
          get: (of, name) => (name === "comment" ? busy(of.comment) : Reflect.get(of, name)),
        }),
      ),
    );
  const get = (of: typeof site.db, name: string) => (name === "snapshot" ? snapshot : Reflect.get(of, name));
  const db = new Proxy(site.db, { get });
  expect((await checkSite({ ...site, db }, { repair: false, now: NOW })).left).toEqual([]);
  expect(written).toBeGreaterThan(0);
});
