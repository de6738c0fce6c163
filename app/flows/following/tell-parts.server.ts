// Sends the parts of a series one a week to whoever asked for that. After the last part they follow it as everyone does.

import { z } from "zod";
import { type DueCourse, endCourse, listDueCourses, setCourse } from "~/following/course.server";
import { nextPartDate } from "~/following/digest-time";
import { addPartNotification } from "~/following/notification.server";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { findNextPart } from "~/posts/post-news.server";
import { readSite } from "~/site/site.server";

interface Deps {
  db: Database;
}

export const tellPartsJob = defineJob({
  kind: "tell-parts",
  queue: "following",
  payload: z.object({}),
  async run({ db }: Deps, _payload, now) {
    while (await db.write((tx) => tellPortion(tx, now)));
  },
});

/** Within minutes after somebody asked for it, the first part is theirs. */
export const TELL_PARTS_PATTERN = "*/2 * * * *";

/** False if none is left. */
async function tellPortion(tx: Transaction, now: Date): Promise<boolean> {
  const { timeZone } = await readSite(tx.db);
  const courses = await listDueCourses(tx.db, now);
  for (const course of courses) await tellNext(tx, course, timeZone, now);
  return courses.length > 0;
}

/** Tells the next part that they weren't told by e-mail already, for example since they follow its writer too. */
async function tellNext(tx: Transaction, course: DueCourse, siteZone: string, now: Date): Promise<void> {
  for (let after = course.partAfter; ; ) {
    const next = await findNextPart(tx.db, course.seriesId, after);
    if (!next) return endCourse(tx, course.id);
    after = next.part;
    if (await addPartNotification(tx, course, next.id, { timeZone: siteZone, now })) {
      const time = { ...course.time, timeZone: course.time.timeZone ?? siteZone };
      return setCourse(tx, course.id, { partAfter: next.part, partAt: nextPartDate(time, now) });
    }
  }
}
