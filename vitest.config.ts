import { defineConfig } from "vitest/config";

/** What asks the database runs on both of them; the rest once. Some is about one of them, and says so in its name. */
const ON_BOTH = [
  "tests/{accounts,cli,flows,people,portability,prisma,responses,routes,server,visibility}/**/*.test.ts",
  "tests/platform/{database,jobs}/**/*.test.ts",
  "tests/inventory.test.ts",
  "tests/faults/**/*.test.ts",
];

const shared = {
  globalSetup: "tests/global-setup.ts",
  // Long: a busy machine is no fault of what is tested.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  test: {
    // Each file has a process, databases and, where it asks for one, a server of its own: two run well on two cores.
    maxWorkers: 2,
    // Files of one process share what they import: half of a short file's time was loading it anew. Whoever changes what others
    // see (a clock, a spy) puts it back when the test has finished; whoever mocks a module forgets the others first.
    isolate: false,
    // A whole run leaves hundreds of databases to be removed, gigabytes where they are PostgreSQL's.
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
          exclude: ["tests/**/*.sqlite.test.ts"],
        },
      },
    ],
  },
});
