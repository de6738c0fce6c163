import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../factories/database";

/** Creates a content folder with these files. */
export function writeContent(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** The file of a post. An invalid date makes it a file with an error. */
export const post = (slug: string, date: string) => `---
title: About ${slug}
slug: ${slug}
date: ${date}
byline: [ken]
---

The text of ${slug}.
`;
