// The longtable command.

import { type Config, ConfigError, readConfig } from "~/platform/config/config";
import { outageOf } from "~/platform/database/outage";
import { IN_OUTAGE } from "~/server/site-services";
import { backupCommand, restoreCommand } from "./backup";
import { checkCommand } from "./check";
import { copyCommand } from "./copy";
import { exportCommand } from "./export";
import { type CommandName, helpOf, isCommand, overview } from "./help";
import { importCommand } from "./import";
import { jobsCommand } from "./jobs";
import { mediaCommand } from "./media";
import { sampleCommand } from "./sample";
import { serve } from "./serve";
import { userCommand } from "./user";

const COMMANDS: Record<CommandName, (config: Config, words: string[]) => Promise<number>> = {
  start: serve,
  dev: (config, words) => serve(config, words, { developing: true }),
  // main.mjs builds before this runs.
  build: async () => 0,
  jobs: jobsCommand,
  user: userCommand,
  import: importCommand,
  export: exportCommand,
  sample: sampleCommand,
  backup: backupCommand,
  restore: restoreCommand,
  check: checkCommand,
  media: mediaCommand,
  copy: (_config, words) => copyCommand(words),
};

/** Runs one command. Returns the exit code: 0 for success, 1 for failure, 2 for wrong arguments or
 *  settings. */
export async function main([command = "help", ...words]: string[]): Promise<number> {
  if (["help", "--help", "-h"].includes(command)) return help(words[0]);
  if (!isCommand(command)) return unknown(command);
  if (words.some((word) => word === "--help" || word === "-h")) return help(command);
  try {
    return await COMMANDS[command](readConfig(process.env), words);
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(error.message);
      return 2;
    }
    const outage = outageOf(error);
    if (outage) console.error(`The database failed: ${IN_OUTAGE[outage]}.`);
    else console.error(error instanceof Error ? error.stack : error);
    return 1;
  }
}

function help(command: string | undefined): number {
  if (command !== undefined && !isCommand(command)) return unknown(command);
  console.log(command === undefined ? overview() : helpOf(command));
  return 0;
}

function unknown(command: string): number {
  console.error(`Unknown command "${command}".\n\n${overview()}`);
  return 2;
}
