// Who writes here.

import { listPeopleById } from "~/people/names/people-names.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import type { Writer } from "../view/writer-list";
import { listWriterNotes } from "./writer-notes.server";

/** A page of more names is searched and not read. */
export const WRITERS_SHOWN = 500;

/** Those who wrote published posts, in the alphabetical order of `language`. Beyond WRITERS_SHOWN, those who wrote latest. */
export async function listWriters(db: DatabaseClient, language: string): Promise<Writer[]> {
  const written = await db.byline.groupBy({
    by: ["personId"],
    where: {
      role: "writer",
      publishedAt: { not: null },
      post: everyone.posts,
      person: { status: "present" },
    },
    _count: { postId: true },
    _max: { publishedAt: true },
    orderBy: { _max: { publishedAt: "desc" } },
    take: WRITERS_SHOWN,
  });
  const ids = written.map(({ personId }) => personId);
  const people = new Map((await listPeopleById(db, ids)).map((person) => [person.id, person]));
  const notes = new Map((await listWriterNotes(db, [...people.values()])).map(({ id, html }) => [id, html]));
  const writers = written.flatMap(({ personId, _count, _max }) => {
    const person = people.get(personId);
    if (!person || !_max.publishedAt) return [];
    const note = notes.get(personId) ?? null;
    return [{ ...person, postCount: _count.postId, latest: _max.publishedAt, note }];
  });
  const { compare } = new Intl.Collator(language, { numeric: true });
  return writers.sort((a, b) => compare(a.name, b.name));
}
