import { findIntroductions, personKey } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { PersonName } from "../post";
import type { WriterNote } from "../view/about-writers";

/** The first paragraph of each writer's introduction: the rest is on their page. Its cache tag is the writer's, which a post has. */
export async function listWriterNotes(db: DatabaseClient, writers: PersonName[]): Promise<WriterNote[]> {
  const introductions = await findIntroductions(
    db,
    writers.map(({ id }) => id),
  );
  return writers.flatMap(({ id, handle, name }) => {
    const html = firstParagraph(introductions.get(id) ?? "");
    return html === null ? [] : [{ id, handle, name, html }];
  });
}

/** The same for the writers of a post, from memory. */
export async function keepWriterNotes(
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  writers: PersonName[],
): Promise<WriterNote[]> {
  const ids = writers.map(({ id }) => id);
  const make = async () => ({ value: await listWriterNotes(db, writers), tags: ids.map(personKey) });
  return (await parts.find(`writer-notes:${ids.join()}`, make)).value;
}

/** A paragraph that refers to a footnote is left out: the note isn't there. */
function firstParagraph(html: string): string | null {
  const paragraph = /<p[ >][\s\S]*?<\/p>/.exec(html)?.[0] ?? null;
  return paragraph?.includes("footnote-ref") ? null : paragraph;
}
