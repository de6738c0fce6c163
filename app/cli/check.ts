import type { Config } from "~/platform/config";
import { isMendable } from "~/platform/fault";
import { checkSite } from "~/portability/check-site.server";
import { openGround } from "./ground";

/** `longtable check [--repair]` */
export async function checkCommand(config: Config, words: string[]): Promise<number> {
  const repair = words.length === 1 && words[0] === "--repair";
  if (words.length > 0 && !repair) {
    console.error("Say only this: longtable check [--repair]");
    return 2;
  }
  const ground = await openGround(config);
  try {
    const site = { ...ground, url: config.databaseUrl };
    const { mended, left } = await checkSite(site, { repair, now: new Date() }, showProgress);
    if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
    for (const { row, fault } of mended) console.log(`${row} ${fault}: mended`);
    for (const fault of left) {
      const advice = isMendable(fault) ? "" : `: ${fault.advice ?? "not ours to mend"}`;
      console.log(`${fault.row} ${fault.fault}${advice}`);
    }
    const mendable = left.filter(isMendable).length;
    if (left.length === 0) console.log(mended.length > 0 ? "All is sound now." : "All is sound.");
    else if (mendable > 0 && !repair)
      console.log(`${mendable} of ${left.length} faults can be mended: longtable check --repair`);
    return left.length === 0 ? 0 : 1;
  } finally {
    await ground.close();
  }
}

function showProgress(doing: string) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[KChecking ${doing} …`);
}
