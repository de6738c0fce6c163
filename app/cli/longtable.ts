// The longtable command.

import { ConfigError, readConfig } from "~/platform/config";
import { troubleOf } from "~/platform/database/trouble";
import { backupCommand, restoreCommand } from "./backup";
import { checkCommand } from "./check";
import { copyCommand } from "./copy";
import { IN_TROUBLE } from "./ground";
import { importCommand } from "./import";
import { jobsCommand } from "./jobs";
import { sampleCommand } from "./sample";
import { serve } from "./serve";
import { userCommand } from "./user";

const HELP = `longtable: a home for reflective writing and the conversation it starts

  npm start                                 serve the site
  npm start -- --processes N                in several processes, behind one port
  npm run dev                               serve it while changing it
  npm run longtable -- import content DIR [--as NAME] [--replace]
                                            publish a folder of Markdown files
  npm run longtable -- sample remove [--yes]
                                            list the sample blog’s posts, people and responses, then remove them
  npm run longtable -- jobs list [STATUS]   what is to be done later: waiting, running, done, dead
  npm run longtable -- jobs retry ID|all    have dead jobs done after all
  npm run longtable -- jobs run             do now what is due
  npm run longtable -- user create EMAIL --name NAME --handle HANDLE [--role ROLE] [--person HANDLE]
                                            make an account, and a link to choose its password
  npm run longtable -- user promote EMAIL|HANDLE ROLE
                                            reader, contributor, author, editor, administrator
  npm run longtable -- user reset EMAIL|HANDLE
                                            make a link to choose a new password
  npm run longtable -- user list [--role ROLE] [--before ID]
                                            who has an account
  npm run longtable -- backup FILE          put the whole site into one file, while it serves
  npm run longtable -- restore FILE         bring it back (--replace: in the place of the site that is here)
  npm run longtable -- check                look for what disagrees (--repair: and mend what is derived)
  npm run longtable -- copy --from URL --to URL
                                            copy the site to another database, file: or postgresql:
  npm run longtable -- help                 this

Settings come from the environment; README.md lists them.
`;

/** Runs one command. Gives the exit code: 0 done, 1 failed, 2 not understood. */
export async function main([command = "help", ...words]: string[]): Promise<number> {
  try {
    const config = readConfig(process.env);
    switch (command) {
      case "start":
        return await serve(config, words);
      case "dev":
        return await serve(config, [], { developing: true });
      case "jobs":
        return await jobsCommand(config, words);
      case "user":
        return await userCommand(config, words);
      case "import":
        return await importCommand(config, words);
      case "sample":
        return await sampleCommand(config, words);
      case "backup":
        return await backupCommand(config, words);
      case "restore":
        return await restoreCommand(config, words);
      case "check":
        return await checkCommand(config, words);
      case "copy":
        return await copyCommand(words);
      case "help":
      case "--help":
        console.log(HELP);
        return 0;
      default:
        console.error(`There is no command "${command}".\n\n${HELP}`);
        return 2;
    }
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(error.message);
      return 2;
    }
    const trouble = troubleOf(error);
    if (trouble) console.error(`The database failed: ${IN_TROUBLE[trouble]}.`);
    else console.error(error instanceof Error ? error.stack : error);
    return 1;
  }
}
