import { expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import {
  deriveFirstSkeletons,
  deriveSkeletonsJob,
  looksLikeSomebody,
} from "~/people/names/people-names.server";
import { createPerson as addPerson, renamePerson } from "~/people/person.server";
import { checkNames } from "~/people/person-check.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createPerson, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

test("knows the names of members and of writers of posts, as they are now, and no others", async () => {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const ada = await createMember(db, "ada", { name: "Ada Farrow", password: null });
  await createPerson(site, "ken", "Ken Adeyemi");
  await createPost(site, { writers: ["ken"] });
  await db.write((tx) => addPerson(tx, { handle: "nan", name: "Nan Nobody" }, NOW));
  const names = () =>
    Promise.all(
      ["\u0410da Farr\u043ew", "ken  adeyemi", "Nan Nobody", "Ada Farrow of Hull", "Bo"].map((name) =>
        looksLikeSomebody(db, name),
      ),
    );
  expect(await names()).toEqual([true, true, false, false, false]);

  await db.person.updateMany({ data: { nameSkeleton: null } });
  expect(await names()).toEqual([false, false, false, false, false]);
  expect(await checkNames(db)).toEqual([]);
  await deriveFirstSkeletons(db);
  expect(await names()).toEqual([true, true, false, false, false]);
  expect(await db.person.findMany({ where: { nameSkeleton: null } })).toMatchObject([{ handle: "nan" }]);
  await deriveSkeletonsJob.run(site, {}, NOW);
  expect(await db.person.count({ where: { nameSkeleton: null } })).toBe(0);

  await db.person.updateMany({ where: { handle: "ken" }, data: { nameSkeleton: "x" } });
  const [wrong] = await checkNames(db);
  await db.write(async (tx) => wrong?.repair?.(tx));
  expect(await names()).toEqual([true, true, false, false, false]);
  await db.write((tx) => renamePerson(tx, ada.id, { name: "Bo", handle: "ada" }));
  expect(await names()).toEqual([false, true, false, false, true]);
  await leave(site, ada, "anonymise", NOW);
  expect(await names()).toEqual([false, true, false, false, false]);
  expect(await looksLikeSomebody(db, "A former member")).toBe(false);
});
