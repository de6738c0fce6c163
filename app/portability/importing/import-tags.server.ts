// Imports what tags.yml says of tags.

import type { Database } from "~/platform/database/database.server";
import { keepTag } from "~/tags/tag-content.server";
import type { Problem } from "../content/front-matter";
import type { FiledTag } from "../content/tags-file";

/** Adds or completes a tag. Notes tell what stays as it is on the site. */
export async function importTag(
  { db }: { db: Database },
  { file, line, name, slug, description, "former addresses": formerSlugs }: FiledTag,
): Promise<Problem[]> {
  const { stays, taken } = await keepTag(db, { name, slug, description, formerSlugs });
  const note = (field: string, message: string): Problem => ({ file, line, field, message });
  return [
    ...(stays === null
      ? []
      : [note("description", `of “${name}” is another on this site, and stays: “${stays}”`)]),
    ...taken.map((former) =>
      note("former addresses", `/tags/${former} leads to another tag on this site, and still does.`),
    ),
  ];
}
