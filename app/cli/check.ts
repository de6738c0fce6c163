import type { Config } from "~/platform/config/config";
import { isRepairable } from "~/platform/inconsistency";
import { checkSite } from "~/portability/check-site.server";
import { openServices } from "~/server/site-services";
import { countOf } from "~/server/words";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";

/** `longtable check [--repair]` */
export async function checkCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { options: { repair: "flag" } });
  if (!read.ok) return misuse("check", read.problem);
  const { repair = false } = read.options;
  const services = await openServices(config);
  try {
    const site = { ...services, url: config.databaseUrl };
    const { repaired, left, notes } = await checkSite(site, { repair, now: new Date() }, showProgress);
    if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
    for (const note of notes) console.log(note);
    for (const { row, problem } of repaired) console.log(`${row} ${problem}: repaired`);
    for (const inconsistency of left) {
      const advice = isRepairable(inconsistency)
        ? ""
        : `: ${inconsistency.advice ?? "can’t be repaired automatically"}`;
      console.log(`${inconsistency.row} ${inconsistency.problem}${advice}`);
    }
    const repairable = left.filter(isRepairable).length;
    if (left.length === 0) console.log(repaired.length > 0 ? "No problems left." : "No problems found.");
    else if (repairable > 0 && !repair)
      console.log(
        `${countOf(left.length, "problem")} found. To repair${repairable === left.length ? "" : ` ${repairable} of them`}: ${RUN} check --repair`,
      );
    return left.length === 0 ? 0 : 1;
  } finally {
    await services.close();
  }
}

function showProgress(doing: string) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[KChecking ${doing} …`);
}
