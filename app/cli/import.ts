import { existsSync, realpathSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Config } from "~/platform/config";
import { describeProblem } from "~/portability/front-matter";
import { importContent } from "~/portability/import-content.server";
import type { ImportReport } from "~/portability/import-conversation.server";
import {
  NAME_FILE,
  type NamedImport,
  nameImport,
  rememberName,
  SAMPLE,
} from "~/portability/import-name.server";
import { fromRoot, type Ground, openGround } from "./ground";
import { createProgress } from "./progress";

const USAGE = "Say what to import: longtable import content DIR [--as NAME] [--replace]";

/** `longtable import content DIR [--as NAME] [--replace]` */
export async function importCommand(config: Config, words: string[]): Promise<number> {
  const understood = readWords(words);
  if (!understood) {
    console.error(USAGE);
    return 2;
  }
  const { folder, as, replace } = understood;
  if (!existsSync(folder)) {
    console.error(`There is no folder ${folder}.`);
    return 1;
  }
  if (!statSync(folder).isDirectory()) {
    console.error(`${folder} is a file. Name the folder that holds posts/, people/ and so on.`);
    return 1;
  }
  const ground = await openGround(config);
  const progress = createProgress();
  try {
    const named = await name(ground, folder, as);
    if (!named.ok) {
      console.error(explain(named));
      return named.reason === "import.bad-name" ? 2 : 1;
    }
    const { posts, responses, notes, problems } = await importContent(ground, folder, {
      name: named.name,
      replace,
      onProgress: (done, all) => progress.of("Importing", done, all),
    });
    progress.end();
    const toCome = posts.scheduled > 0 ? ` ${posts.scheduled} to be published at their time,` : "";
    console.log(
      `Posts: ${posts.published} published,${toCome} ${posts.changed} changed, ${posts.unchanged} as before. ${describeResponses(responses)}`,
    );
    for (const note of notes) console.log(`Note: ${describeProblem(note)}`);
    for (const problem of problems) console.error(`Left out: ${describeProblem(problem)}`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    await ground.close();
  }
}

function readWords(args: string[]): { folder: string; as: string | undefined; replace: boolean } | null {
  const options = { as: { type: "string" }, replace: { type: "boolean" } } as const;
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const [kind, folder, ...rest] = positionals;
    if (kind !== "content" || folder === undefined || rest.length > 0) return null;
    return { folder, as: values.as, replace: values.replace ?? false };
  } catch {
    return null;
  }
}

/** Names the import, and has the folder remember it. Longtable's own folder is the sample's, and is left as it is. */
async function name({ db }: Ground, folder: string, as: string | undefined): Promise<NamedImport> {
  if (as === undefined && realpathSync(folder) === realpathSync(fromRoot("content")))
    return { ok: true, name: SAMPLE, isRemembered: true };
  const named = await nameImport(db, folder, as);
  if (!named.ok || named.isRemembered) return named;
  const isKept = rememberName(folder, named.name);
  console.log(
    isKept
      ? `This import is called ${named.name}; ${NAME_FILE} in the folder says so from now on.`
      : `This import is called ${named.name}. ${folder} can’t be written in: next time, say --as ${named.name}.`,
  );
  return named;
}

function explain({ reason, what }: Exclude<NamedImport, { ok: true }>): string {
  switch (reason) {
    case "import.bad-name":
      return what === SAMPLE
        ? "--as sample is the name of the sample blog. Choose another."
        : `--as ${what} is not a name. Use lower-case words joined by hyphens, such as my-blog.`;
    case "import.bad-name-file":
      return `${what} should hold the name of this import and nothing else, such as my-blog. Mend it, or say --as NAME.`;
    case "import.name-taken":
      return `An import called ${what} is here already. If it was this folder, say --as ${what}; if not, choose another name, such as --as ${what}-2.`;
  }
}

function describeResponses({ found, added, changed, unchanged }: ImportReport["responses"]): string {
  const leftOut = found - added - changed - unchanged;
  return `Responses: ${found} found; ${added} new, ${changed} changed, ${unchanged} as before, ${leftOut} left out.`;
}
