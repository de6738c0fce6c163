// Fields of content files of more than one kind.

import { z } from "zod";

/** A field of a form or of front matter has a word. */
export const yesOrNo = z.union(
  [z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")],
  { error: "should be true or false" },
);
