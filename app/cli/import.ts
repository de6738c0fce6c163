import { existsSync } from "node:fs";
import type { Config } from "~/platform/config";
import { describeProblem } from "~/portability/front-matter";
import { importContent } from "~/portability/import-content.server";
import { openGround } from "./ground";

/** `longtable import content [DIR]` */
export async function importCommand(
  config: Config,
  [kind, folder = "content", ...rest]: string[],
): Promise<number> {
  if (kind !== "content" || rest.length > 0) {
    console.error("Say what to import: longtable import content [DIR]");
    return 2;
  }
  if (!existsSync(folder)) {
    console.error(`There is no folder ${folder}.`);
    return 1;
  }
  const ground = await openGround(config);
  try {
    const { posts, responses, problems } = await importContent(ground, folder, { onProgress: showProgress });
    const toCome = posts.scheduled > 0 ? ` ${posts.scheduled} to be published at their time,` : "";
    console.log(
      `Posts: ${posts.published} published,${toCome} ${posts.changed} changed, ${posts.unchanged} as before. Responses: ${responses}.`,
    );
    for (const problem of problems) console.error(`Left out: ${describeProblem(problem)}`);
    return problems.length > 0 ? 1 : 0;
  } finally {
    await ground.close();
  }
}

function showProgress(done: number, all: number) {
  if (!process.stdout.isTTY) return;
  process.stdout.write(done === all ? "\r\x1b[K" : `\r${done} of ${all}`);
}
