import { findIntroductions } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
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

/** A paragraph that refers to a footnote is left out: the note isn't there. */
function firstParagraph(html: string): string | null {
  const paragraph = /<p[ >][\s\S]*?<\/p>/.exec(html)?.[0] ?? null;
  return paragraph?.includes("footnote-ref") ? null : paragraph;
}
