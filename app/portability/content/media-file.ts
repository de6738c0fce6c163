// The file media.yml: what is said of the files in media/, and which uploads were removed.

import { z } from "zod";
import { MAX_ALT_CHARS, MAX_TITLE_CHARS } from "~/media/media.schema";
import { explainFields, readFields } from "./field-errors";
import type { Problem } from "./front-matter";
import { openYaml } from "./yaml-text";

const words = (limit: number) =>
  z
    .string({ error: "should be text" })
    .max(limit, `should be at most ${limit} characters`)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .default("");

/** Field of the addresses of uploads that were removed. */
export const REMOVED = "removed addresses";

const FILE = "should be the name of a file in media/, such as reading-room.jpg";
const OWNER = "should be a handle, or a list of handles, such as owner: maren";

const fileSchema = z.strictObject({
  // A name and no path: it is looked up in the list of the folder, and never opened as it stands.
  file: z.string({ error: FILE }).regex(/^[^/\\]+$/, FILE),
  owner: z
    .union([z.string(), z.array(z.string())], { error: OWNER })
    .default([])
    .transform((handles) => [handles].flat()),
  description: words(MAX_ALT_CHARS),
  decorative: z
    .enum(["true", "false"], { error: "should be true or false" })
    .default("false")
    .transform((word) => word === "true"),
  title: words(MAX_TITLE_CHARS),
});

const ADDRESSES = "should be a list of addresses, such as [/media/0123456789abcdef0123456789abcdef/name.jpg]";
const removedAddress = z
  .string({ error: ADDRESSES })
  .regex(/^\/media\/[0-9a-f]{32}\/[a-z0-9][a-z0-9.-]{0,99}$/, ADDRESSES);

/** An entry, with the path of media.yml and its line there. */
export type FiledMedia = z.infer<typeof fileSchema> & { in: string; line: number };

export interface MediaFile {
  file: string;
  media: FiledMedia[];
  removed: { hash: string; name: string }[];
}

/** Reads media.yml. An entry that can't be read is a problem, and the others are read. */
export function parseMedia(file: string, text: string): { value: MediaFile; problems: Problem[] } {
  const value: MediaFile = { file, media: [], removed: [] };
  const yaml = openYaml(text, 0);
  const problems: Problem[] = yaml.cut.map((cut) => ({ file, ...cut }));
  const refuse = (path: PropertyKey[], message: string) =>
    void problems.push({ file, line: yaml.lineOf(path), field: path.join("."), message });
  if (yaml.error) {
    problems.push({ file, field: "", ...yaml.error });
    return { value, problems };
  }
  const whole = readFields(
    z.strictObject({ media: z.array(z.unknown()).default([]), [REMOVED]: z.array(z.unknown()).default([]) }),
    yaml.value ?? {},
  );
  if (!whole.success) {
    refuse(
      [],
      "should have media:, and entries below it that begin with a hyphen, such as - file: reading-room.jpg",
    );
    return { value, problems };
  }
  for (const [index, entry] of whole.data.media.entries()) {
    const read = readFields(fileSchema, entry);
    if (read.success)
      value.media.push({
        ...read.data,
        file: read.data.file.normalize("NFC"),
        in: file,
        line: yaml.lineOf(["media", index]),
      });
    else
      for (const { path, message } of explainFields(read.error, entry).slice(0, 1))
        refuse(["media", index, ...path], message);
  }
  for (const [index, entry] of whole.data[REMOVED].entries()) {
    const read = readFields(removedAddress, entry);
    const [, , hash = "", name = ""] = read.success ? read.data.split("/") : [];
    if (read.success) value.removed.push({ hash, name });
    else refuse([REMOVED, index], ADDRESSES);
  }
  return { value, problems };
}
