// Help texts and usage errors of all commands.

/** How to run a command from the project's folder. */
export const RUN = "npm run longtable --";

interface CommandHelp {
  /** One line for the list of commands. */
  summary: string;
  usage: string[];
  details: string;
  example: string;
}

const COMMANDS = {
  start: {
    summary: "serve the site",
    usage: ["npm start [-- --processes N]"],
    details: `Builds the site if needed, updates the database and serves the site until you press Ctrl+C.

  --processes N   serve from N processes behind one port, from 1 to 64 (default: 1)`,
    example: "npm start -- --processes 2",
  },
  dev: {
    summary: "serve the site while you change its code",
    usage: ["npm run dev"],
    details: "Pages reload when a file of theirs changes.",
    example: "npm run dev",
  },
  build: {
    summary: "build the site without serving it",
    usage: ["npm run build"],
    details: "npm start does this by itself when the code has changed.",
    example: "npm run build",
  },
  import: {
    summary: "publish a folder of Markdown files",
    usage: [`${RUN} import content DIR [--as NAME] [--replace] [--force]`],
    details: `Adds the posts, people, series, conversations, pictures and documents in DIR, and updates those imported from it before.

  DIR         the folder that holds posts/, people/ and so on
  --as NAME   the name of this import, in lower case with hyphens (default: the folder’s name)
  --replace   let a file replace a post that has another title and slug
  --force     let files replace what was edited on the site

Without --force, what was edited on the site stays as it is and is listed, and the command ends with 3. With it, the
site’s text of a post or page becomes an earlier version; people and series have none.`,
    example: `${RUN} import content ./my-blog`,
  },
  export: {
    summary: "write the content as a folder of Markdown files",
    usage: [`${RUN} export content DIR [--all]`],
    details: `Writes what readers of the site can see: posts, people, series, pages, tags, conversations, and the pictures and
documents in them, as the files that import content takes, while the site keeps running. No e-mail address is in them.

  DIR     the folder to write: a new or an empty one
  --all   add, in not-published/, drafts, scheduled and withdrawn posts, responses that wait or were removed,
          other uploads, and e-mail addresses. Passwords are in no export: for everything, use backup`,
    example: `${RUN} export content ./my-blog`,
  },
  sample: {
    summary: "remove the sample blog",
    usage: [`${RUN} sample remove [--yes]`],
    details: `Lists the sample blog’s posts, people and responses, asks, saves a backup and removes them.

  --yes   remove them without asking`,
    example: `${RUN} sample remove`,
  },
  user: {
    summary: "create and manage accounts",
    usage: [
      `${RUN} user create EMAIL --name NAME --handle HANDLE [--role ROLE]`,
      `${RUN} user create EMAIL --person HANDLE [--role ROLE]`,
      `${RUN} user promote EMAIL|HANDLE ROLE`,
      `${RUN} user reset EMAIL|HANDLE`,
      `${RUN} user list [--role ROLE] [--before ID]`,
    ],
    details: `create    create an account, and a link to choose its password
promote   change the role of an account
reset     create a link to choose a new password
list      list accounts, newest first

  --name NAME       the name that readers see
  --handle HANDLE   the name in the profile’s address: /people/HANDLE
  --person HANDLE   give the account to a person who already has a profile
  --role ROLE       reader (default), contributor, author, editor or administrator
  --before ID       list the accounts before this one`,
    example: `${RUN} user create ada@example.org --name "Ada Lovelace" --handle ada --role editor`,
  },
  backup: {
    summary: "save the whole site in one file",
    usage: [`${RUN} backup FILE [--force]`],
    details: `Saves the database and the uploads, while the site keeps running.

  FILE      where to save the backup
  --force   overwrite FILE if it exists`,
    example: `${RUN} backup longtable.tar.gz`,
  },
  restore: {
    summary: "bring a site back from a backup",
    usage: [`${RUN} restore FILE [--replace]`],
    details: `Restores the database and the uploads. Stop the site first.

  FILE        a backup made by Longtable
  --replace   replace the site that is here`,
    example: `${RUN} restore longtable.tar.gz`,
  },
  copy: {
    summary: "copy the site to another database",
    usage: [`${RUN} copy --from URL --to URL`],
    details: `Copies every row and compares both databases. Stop the site first. Uploads are files: copy DATA_DIR yourself.

  --from URL   the site’s database
  --to URL     an empty database, file:… or postgresql:…`,
    example: `${RUN} copy --from file:data/longtable.db --to postgresql://user:password@host/database`,
  },
  check: {
    summary: "check the database and the files of uploads for problems",
    usage: [`${RUN} check [--repair]`],
    details: `Lists what is inconsistent, such as a wrong count. Ends with 1 while there are problems.

  --repair   repair what follows from the texts that people wrote, and delete files that belong to no upload`,
    example: `${RUN} check --repair`,
  },
  media: {
    summary: "move the files of uploads to another store",
    usage: [`${RUN} media move --to disk|s3 [--delete]`],
    details: `Copies each file between DATA_DIR/uploads and the store of the MEDIA_S3 settings, and compares it, while the site keeps
running. Run it again if it was interrupted: it goes on where it ended.

  --to disk|s3   where the files are to be
  --delete       then compare all files once more and delete them in the old store; only once the site has been
                 restarted with the new settings`,
    example: `${RUN} media move --to s3`,
  },
  jobs: {
    summary: "list, retry and run background jobs",
    usage: [`${RUN} jobs list [STATUS]`, `${RUN} jobs retry ID|all`, `${RUN} jobs run`],
    details: `list    list jobs, newest first: number, status, kind, queue, times, attempts; of an e-mail the
        subject and the beginning and host of its address, never its text
retry   retry failed jobs
run     run the jobs that are due now

  STATUS   waiting, running, done or failed`,
    example: `${RUN} jobs list failed`,
  },
} satisfies Record<string, CommandHelp>;

export type CommandName = keyof typeof COMMANDS;

export const isCommand = (word: string): word is CommandName => Object.hasOwn(COMMANDS, word);

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

const usageOf = ({ usage }: CommandHelp) => ["Usage:", ...usage.map((line) => `  ${line}`)].join("\n");

/** The help of one command. */
export function helpOf(name: CommandName): string {
  const { summary, details, example, ...command }: CommandHelp = COMMANDS[name];
  const title = `${name}: ${summary}`;
  return `${[title, usageOf({ ...command, summary, details, example }), details, `Example:\n  ${example}`].join("\n\n")}\n`;
}

/** The list of all commands. */
export const overview = (): string => `Longtable: long-form posts and the conversation they start

Serve the site:
  npm start

Other commands, as ${RUN} COMMAND:
${COMMAND_NAMES.map((name) => `  ${name.padEnd(9)}${COMMANDS[name].summary}`).join("\n")}

Help for one of them:
  ${RUN} help COMMAND

Settings are environment variables. README.md lists them.
`;

/** Prints what is wrong with the arguments, and the usage. Returns the exit code 2. */
export function misuse(name: CommandName, problem: string): 2 {
  console.error(describeMisuse(name, problem));
  return 2;
}

export const describeMisuse = (name: CommandName, problem: string): string =>
  `${problem}\n\n${usageOf(COMMANDS[name])}\n\nDetails: ${RUN} help ${name}`;
