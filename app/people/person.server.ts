import type { RenderMarkdown } from "~/markdown/render-markdown";
import type { Database, Reader } from "~/platform/database.server";
import type { PersonInput } from "./person.schema";

export const personKey = (id: number) => `person:${id}`;

export const findPersonByHandle = (db: Reader, handle: string) => db.person.findUnique({ where: { handle } });

/** The ids of people by their handles; a handle that nobody has is absent. */
export async function findPersonIds(db: Reader, handles: string[]): Promise<Map<string, number>> {
  const people = await db.person.findMany({ where: { handle: { in: handles } }, select: { id: true, handle: true } });
  return new Map(people.map((person) => [person.handle, person.id]));
}

/** Makes a person's page, or brings it up to date: the handle says whose. Gives the id. */
export async function introducePerson(
  { db, render }: { db: Database; render: RenderMarkdown },
  input: PersonInput,
  now: Date,
): Promise<number> {
  const bio = await render(input.bio, { kind: "comment" });
  const fields = { name: input.name, bioSource: input.bio, bioHtml: bio.ok ? bio.html : "" };
  return db.write(async (tx) => {
    const person = await tx.db.person.upsert({
      where: { handle: input.handle },
      create: { ...fields, handle: input.handle, origin: input.origin ?? null, createdAt: now },
      update: fields,
      select: { id: true },
    });
    tx.changed(personKey(person.id), "people");
    return person.id;
  });
}
