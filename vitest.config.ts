import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/longest-first";

/** Tests that use the database run on both databases, all others once. A test of one database has it in its file's name. */
const ON_BOTH = [
  "tests/{accounts,cli,drafts,flows,links,people,portability,prisma,responses,revisions,routes,search,server,tags,visibility}/**/*.test.ts",
  "tests/platform/{database,jobs,rate-limits}/**/*.test.ts",
  "tests/media/prune-media.test.ts",
  "tests/{inventory,personal-data}.test.ts",
  "tests/{factories,faults}/**/*.test.ts",
];

/** Exceptions: tests in those folders that do not depend on the database, such as those of the page cache,
 *  the renderer, the password worker, the build, printed output, and pages whose queries and commands have tests on both. */
const ON_SQLITE = [
  "tests/routes/{acts,addresses,directions,freshness,headers,personal-pages,planted-words}.test.ts",
  "tests/routes/{account,editing,first-steps,moderating,writing}/**/*.test.ts",
  "tests/routes/{cached-pages,page-handle,machines/{crawlers,feeds,metrics,oembed}}.test.ts",
  "tests/routes/reading/{books,cite,licence-and-language,noindex,not-found,page,post,post-metadata,privacy,withdrawn}.test.ts",
  "tests/routes/reading/{conversation,course,search,versions}/**/*.test.ts",
  "tests/routes/responding/{flood,member-reply,minimum-fill-time,pictures,preview,proxies}.test.ts",
  "tests/routes/responding/{refusals,spam-service,without-account,own/**/*}.test.ts",
  "tests/accounts/password/password-strength.test.ts",
  "tests/portability/backup/files-beside.test.ts",
  "tests/server/open-media-store.test.ts",
  "tests/cli/{build,build-lock,export,first-run,help,import,media,progress,scheduled-backup,start,user}.test.ts",
  "tests/people/{cited-name/cited-name,fields,names/name-skeleton,names/reserved-names,orcid,policy}.test.ts",
  "tests/responses/{branch-lock,fold,kept-responses,live/*,new-since/{device,read}-mark,response-pages}.test.ts",
  // They open no database at all.
  "tests/accounts/identity/identity.schema.test.ts",
  "tests/drafts/{editor/script/word-count,notes/draft-note,publishing/publication-time}.test.ts",
  "tests/platform/database/{outage,paging,url,sqlite/driver,sqlite/values}.test.ts",
  "tests/portability/content/{content-files,conversation-file,front-matter}.test.ts",
  "tests/portability/sample/sample-fingerprints.test.ts",
  "tests/revisions/comparison.test.ts",
  "tests/search/{parse-query,search-request,words}.test.ts",
  "tests/server/{background-jobs,words}.test.ts",
  "tests/tags/{tag-name,tag-slug}.test.ts",
  // What they write and read is written and read by other tests on both, and no race decides anything.
  "tests/accounts/{mail/emails,passkey/passkey}.test.ts",
  "tests/cli/sample.test.ts",
  "tests/flows/following/{email-times,pause}.test.ts",
  "tests/flows/media/use-check.test.ts",
  "tests/flows/moderating/{ask-spam-service,hidden-pingback,queue-news,texts/pictures-of-responses}.test.ts",
  "tests/flows/versions/leave-versions.test.ts",
  "tests/flows/writing/draft-news.test.ts",
  "tests/portability/importing/import-{again,conversation,dates,edited,losses}.test.ts",
  "tests/portability/sample/remove-sample.test.ts",
  "tests/routes/following/{guest-follow,sending}.test.ts",
  "tests/routes/responding/{adding-pictures,pingback,report}.test.ts",
];

const shared = {
  globalSetup: "tests/global-setup.ts",
  // React as users run it, without its checks for developers, which cost a third of the time of a page.
  env: { NODE_ENV: "production" as const },
  // Long, so that tests pass on a busy machine.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  resolve: {
    alias: {
      "~": new URL("./app", import.meta.url).pathname,
      "@prisma/client/runtime/client": new URL("./tests/factories/prisma-runtime.ts", import.meta.url)
        .pathname,
    },
  },
  // The JSX of the components that tests render themselves: React has the function for developers' JSX only in the other mode.
  esbuild: { jsxDev: false },
  test: {
    // A quarter of the time tests wait: for a browser, a rest of typing, a process. A third file fills it on two cores.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Files of one worker share their modules, because loading them took half of a short file's time. So a test restores
    // everything that it changes (a clock, a spy), and a file that mocks a module resets the modules first.
    isolate: false,
    // A whole run leaves hundreds of databases to delete, gigabytes of them on PostgreSQL.
    teardownTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "sqlite",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/**/*.postgresql.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "postgresql",
          include: ON_BOTH,
          exclude: ["tests/**/*.sqlite.test.ts", ...ON_SQLITE],
        },
      },
    ],
  },
});
