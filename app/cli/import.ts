import { existsSync, realpathSync, statSync } from "node:fs";
import type { Config } from "~/platform/config/config";
import { createLog } from "~/platform/log.server";
import { describeProblem } from "~/portability/content/front-matter";
import { importContent } from "~/portability/importing/import-content.server";
import type { ImportReport } from "~/portability/importing/import-conversation.server";
import {
  NAME_FILE,
  type NamedImport,
  nameImport,
  rememberName,
  SAMPLE,
} from "~/portability/importing/import-name.server";
import { gatherWordsSoon } from "~/search/index/words-job.server";
import { openMediaReaders } from "~/server/open-media-readers";
import { fromRoot, openServices, type Services } from "~/server/site-services";
import { readArguments } from "./arguments";
import { misuse } from "./help";
import { createProgress } from "./progress";

/** The exit code of an import that left something as it is because it was edited on the site. */
const EDITED = 3;

/** `longtable import content DIR [--as NAME] [--replace] [--force]` */
export async function importCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, {
    needs: ["content", "DIR"],
    options: { as: "text", replace: "flag", force: "flag" },
  });
  if (!read.ok) return misuse("import", read.problem);
  const { as, replace = false, force = false } = read.options;
  const [kind, folder = ""] = read.named;
  if (kind !== "content") return misuse("import", `Unknown kind of import "${kind}". Use content.`);
  if (!existsSync(folder)) {
    console.error(`Folder not found: ${folder}`);
    return 1;
  }
  if (!statSync(folder).isDirectory()) {
    console.error(`${folder} is a file. Give the folder that contains posts/, people/ and so on.`);
    return 1;
  }
  const services = await openServices(config, { renderThreads: 1 });
  const readers = openMediaReaders(createLog(config.logLevel));
  const progress = createProgress();
  try {
    const named = await name(services, folder, as);
    if (!named.ok) {
      console.error(explain(named));
      return named.reason === "import.bad-name" ? 2 : 1;
    }
    const { posts, responses, media, notes, unread, edited, problems } = await importContent(
      services,
      folder,
      {
        name: named.name,
        ...{ replace, force },
        media: { store: services.mediaStore, readers, siteLimit: config.mediaLimit },
        onMedia: (done, all) => progress.of("Keeping pictures and documents", done, all),
        onProgress: (done, all) => progress.of("Importing", done, all),
      },
    );
    progress.end();
    if (posts.published + responses.added > 0)
      await services.db.write((tx) => gatherWordsSoon(tx, new Date()));
    const toCome = posts.scheduled > 0 ? ` ${posts.scheduled} scheduled,` : "";
    console.log(
      `Posts: ${posts.published} published,${toCome} ${posts.changed} changed, ${posts.unchanged} unchanged. ${describeResponses(responses)}`,
    );
    if (media.added + media.unchanged > 0)
      console.log(`Pictures and documents: ${media.added} new, ${media.unchanged} unchanged.`);
    for (const file of unread) console.log(`Note: ${describeProblem(file)}`);
    for (const note of notes) console.log(`Note: ${describeProblem(note)}`);
    for (const conflict of edited) console.error(`Not changed: ${describeProblem(conflict)}`);
    for (const problem of problems) console.error(`Skipped: ${describeProblem(problem)}`);
    if (problems.length > 0) return 1;
    return edited.length > 0 ? EDITED : 0;
  } finally {
    await readers.close();
    await services.close();
  }
}

/** Names the import and stores the name in the folder. Longtable's own content/ is the sample blog, and is
 *  not changed. */
async function name({ db }: Services, folder: string, as: string | undefined): Promise<NamedImport> {
  if (as === undefined && realpathSync(folder) === realpathSync(fromRoot("content")))
    return { ok: true, name: SAMPLE, isRemembered: true };
  const named = await nameImport(db, folder, as);
  if (!named.ok || named.isRemembered) return named;
  const isKept = rememberName(folder, named.name);
  console.log(
    isKept
      ? `This import is named ${named.name}. The name is saved in ${NAME_FILE} in the folder.`
      : `This import is named ${named.name}. Add --as ${named.name} next time: the name can’t be saved in ${folder}.`,
  );
  return named;
}

function explain({ reason, what }: Exclude<NamedImport, { ok: true }>): string {
  switch (reason) {
    case "import.bad-name":
      return what === SAMPLE
        ? "Choose another name for --as: sample is the name of the sample blog."
        : `--as ${what} is not a valid name. Use lower-case letters, numbers and hyphens, such as my-blog.`;
    case "import.bad-name-file":
      return `Fix ${what}, or add --as NAME: the file should contain only the name of this import, such as my-blog.`;
    case "import.name-taken":
      return `There is already an import named ${what}. If it was this folder, add --as ${what}. If not, choose another name, such as --as ${what}-2.`;
  }
}

function describeResponses({ found, added, changed, unchanged }: ImportReport["responses"]): string {
  const leftOut = found - added - changed - unchanged;
  return `Responses: ${found} found; ${added} new, ${changed} changed, ${unchanged} unchanged, ${leftOut} skipped.`;
}
