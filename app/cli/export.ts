import path from "node:path";
import type { Config } from "~/platform/config";
import type { FolderRefusal } from "~/portability/export/content/content-folder-writer.server";
import { exportContent } from "~/portability/export/content/export-content.server";
import { explainNoFolder, openServices } from "~/server/site-services";
import { countOf } from "~/server/words";
import { readArguments } from "./arguments";
import { misuse } from "./help";
import { createProgress } from "./progress";

/** `longtable export content DIR [--all]` */
export async function exportCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { needs: ["content", "DIR"], options: { all: "flag" } });
  if (!read.ok) return misuse("export", read.problem);
  const [kind, folder = ""] = read.named;
  if (kind !== "content") return misuse("export", `Unknown kind of export "${kind}". Use content.`);
  const { all = false } = read.options;
  const services = await openServices(config);
  const progress = createProgress();
  try {
    const exported = await exportContent({ db: services.db, siteUrl: config.siteUrl }, folder, {
      ...{ all, onProgress: (done: number, total: number) => progress.of("Exporting", done, total) },
    });
    progress.end();
    if (!exported.ok) {
      console.error(explain(exported));
      return 1;
    }
    const { posts, conversations, people } = exported;
    console.log(
      `Exported ${countOf(posts, "post")}, ${countOf(conversations, "conversation")} and ${countOf(people, "person", "people")} to ${folder}.`,
    );
    if (all)
      console.log(
        "It holds e-mail addresses and texts that aren’t public, in not-published/: keep it private.",
      );
    return 0;
  } catch (error) {
    progress.end();
    const why = explainFailure(error, folder);
    if (why === null) throw error;
    console.error(why);
    return 1;
  } finally {
    await services.close();
  }
}

function explain({ reason, what }: FolderRefusal): string {
  switch (reason) {
    case "export.not-empty":
      return `Choose another folder, or empty it first: there are files in ${what}.`;
    case "export.not-a-folder":
      return `Choose another name: ${what} is a file.`;
    case "export.own-disk":
      return `Choose a folder in ${what}, such as ${path.join(what, "content")}: ${what} is a disk of its own.`;
    case "export.no-parent":
      return `Create ${what} first: there is no such folder.`;
  }
}

/** Why files couldn't be written, in words; null for other errors. */
function explainFailure(error: unknown, folder: string): string | null {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return null;
  const nothing = "Nothing was exported.";
  if (code === "ENOSPC" || code === "EDQUOT")
    return `The disk of ${folder} is full. ${nothing} Free some space, or choose a folder on another disk.`;
  return `Can’t write to ${folder}: ${explainNoFolder(error)}. ${nothing}`;
}
