import path from "node:path";
import { explainFailure as explainStore, isStoreFailure } from "~/media/store/store-failure";
import type { Config } from "~/platform/config/config";
import type { FolderRefusal } from "~/portability/export/content/content-folder-writer.server";
import { exportContent } from "~/portability/export/content/export-content.server";
import { explainNoFolder, openServices } from "~/server/site-services";
import { countOf } from "~/server/words";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";
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
    const exported = await exportContent(services, folder, {
      ...{ all, onProgress: (done: number, total: number) => progress.of("Exporting", done, total) },
    });
    progress.end();
    if (!exported.ok) {
      console.error(explain(exported));
      return 1;
    }
    const { posts, conversations, people, media, lost } = exported;
    console.log(
      `Exported ${countOf(posts, "post")}, ${countOf(conversations, "conversation")}, ${countOf(people, "person", "people")} and ${countOf(media, "upload")} to ${folder}.`,
    );
    if (all)
      console.log(
        "It holds e-mail addresses and texts that aren’t public, in not-published/: keep it private.",
      );
    for (const { name, why } of lost) console.error(`Left out: ${path.join(folder, name)}: ${why}.`);
    if (lost.length > 0) console.error(`To list what is missing and how to get it back: ${RUN} check`);
    return lost.length > 0 ? 1 : 0;
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
  const nothing = "Nothing was exported.";
  if (isStoreFailure(error)) return `The files of uploads can’t be read: ${explainStore(error)}. ${nothing}`;
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return null;
  if (code === "ENOSPC" || code === "EDQUOT")
    return `The disk of ${folder} is full. ${nothing} Free some space, or choose a folder on another disk.`;
  return `Can’t write to ${folder}: ${explainNoFolder(error)}. ${nothing}`;
}
