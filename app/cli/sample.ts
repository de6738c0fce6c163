import type { Config } from "~/platform/config";
import { removeSample } from "~/portability/remove-sample.server";
import { openGround } from "./ground";

/** `longtable sample remove` */
export async function sampleCommand(config: Config, words: string[]): Promise<number> {
  if (words.join(" ") !== "remove") {
    console.error("Say what to do with the sample blog: longtable sample remove");
    return 2;
  }
  const ground = await openGround(config);
  try {
    const { posts, people, series } = await removeSample(ground, new Date());
    console.log(`Removed ${posts} sample posts with their responses, ${people} people and ${series} series.`);
    return 0;
  } finally {
    await ground.close();
  }
}
