import { expect, test } from "vitest";
import { countRenamingsLeft, noteRenaming, pruneRenamings } from "~/people/names/renaming.server";
import { MAX_RENAMINGS, RENAMINGS_DAYS } from "~/people/person.schema";
import { openDeps } from "../../factories/database";
import { createPerson, NOW } from "../../factories/posts";

const DAY_MS = 24 * 60 * 60 * 1000;
const days = (count: number) => new Date(NOW.getTime() + count * DAY_MS);

test("allows the next change of handle when the oldest counted one has passed out of the limit", async () => {
  const deps = await openDeps();
  const id = await createPerson(deps, "ada");
  const count = (now: Date) => countRenamingsLeft(deps.db, id, now);
  for (let made = 0; made < MAX_RENAMINGS; made++) {
    expect((await count(days(made))).left).toBe(MAX_RENAMINGS - made);
    await noteRenaming(deps, id, days(made));
  }
  expect(await count(days(MAX_RENAMINGS))).toEqual({ left: 0, until: days(RENAMINGS_DAYS) });
  expect(await count(days(RENAMINGS_DAYS))).toEqual({ left: 1, until: days(RENAMINGS_DAYS + 1) });
  await pruneRenamings(deps.db, days(RENAMINGS_DAYS));
  expect(await deps.db.renaming.count()).toBe(MAX_RENAMINGS - 1);
});
