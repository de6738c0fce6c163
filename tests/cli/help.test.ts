// Help texts and usage errors.

import { expect, test } from "vitest";
import { COMMAND_NAMES } from "~/cli/help";
import { scripts } from "../../package.json";
import { longtable } from "./command";
import { runHere } from "./here";

/** Help must work even with invalid settings. */
const BROKEN = { PORT: "http", DATABASE_URL: "file:/nowhere/at/all.db" };

test.each(COMMAND_NAMES)(
  "%s prints its help however it is requested, and does nothing else",
  async (name) => {
    const asked = [
      ["help", name],
      [name, "--help"],
      [name, "-h"],
      [name, "list", "--help"],
    ];
    const answers = await Promise.all(asked.map((words) => runHere(words, BROKEN)));
    const [{ said } = { said: "" }] = answers;
    expect(answers).toEqual(asked.map(() => ({ code: 0, said })));
    expect(said).toMatch(new RegExp(`^${name}: .+\n\nUsage:\n  npm (start|run) `));
    expect(said).toContain("\n\nExample:\n  npm ");
  },
);

test.each([[["help"]], [["--help"]], [[]]])("%j lists each command on one line", async (words) => {
  const { code, said } = await runHere(words, BROKEN);
  expect(code).toBe(0);
  for (const name of COMMAND_NAMES) expect(said).toMatch(new RegExp(`^  ${name} +\\w`, "m"));
});

test("every npm script in the help texts exists", async () => {
  const pages = await Promise.all(COMMAND_NAMES.map((name) => runHere(["help", name], {})));
  const named = pages.flatMap(({ said }) => [...said.matchAll(/npm run (\w+)/g)].map(([, script]) => script));
  expect(named.length).toBeGreaterThan(COMMAND_NAMES.length);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test("exits without a stack trace when its output pipe is closed", async () => {
  const { child, ended, said } = longtable(["help"], {});
  child.stdout?.destroy();
  expect([await ended, said()]).toEqual([0, ""]);
});

test.each<[words: string[], problem: string]>([
  [["polish"], 'Unknown command "polish".'],
  [["help", "polish"], 'Unknown command "polish".'],
  [["toString"], 'Unknown command "toString".'],
  [["backup"], "Missing FILE."],
  [["backup", "--force"], "Missing FILE."],
  [["backup", "a.tar.gz", "b.tar.gz"], 'Unexpected argument "b.tar.gz".'],
  [["backup", "--forse", "a.tar.gz"], "Unknown option --forse."],
  [["backup", "-f", "a.tar.gz"], "Unknown option -f."],
  [["restore"], "Missing FILE."],
  [["restore", "--replace=yes", "a.tar.gz"], "--replace takes no value."],
  [["import"], "Missing content."],
  [["import", "content"], "Missing DIR."],
  [["import", "feelings", "a"], 'Unknown kind of import "feelings".'],
  [["import", "content", "a", "--as"], "--as needs a value."],
  [["import", "content", "a", "--as", "--replace"], "--as needs a value."],
  [["sample"], "Missing remove."],
  [["copy"], "Missing --from URL."],
  [["copy", "--from", "file:a.db"], "Missing --to URL."],
  [["copy", "--from", "mysql://x:secret@a/b", "--to", "file:a.db"], '--from is "mysql:'],
  [["copy", "--from", "file:a.db", "--to", "file:a.db"], "--from and --to are the same database."],
  [["check", "everything"], 'Unexpected argument "everything".'],
  [["jobs"], "Missing list, retry or run."],
  [["jobs", "retry"], "Missing ID|all."],
  [["jobs", "retry", "first"], '"first" is not the number of a job.'],
  [["jobs", "list", "broken"], 'Unknown status "broken".'],
  [["user"], "Missing create, promote, reset or list."],
  [["user", "remove", "ada"], 'Unknown action "remove".'],
  [["user", "create"], "Missing EMAIL."],
  [["user", "create", "ada@example.org"], "Missing --name NAME."],
  [["user", "create", "ada@example.org", "--name", "Ada"], "Missing --handle HANDLE."],
  [["user", "promote"], "Missing EMAIL|HANDLE."],
  [["user", "promote", "ada"], "Missing ROLE."],
  [["user", "reset"], "Missing EMAIL|HANDLE."],
  [["start", "--processes"], "--processes needs a value."],
  [["start", "--processes", "many"], '--processes is "many".'],
  [["start", "2"], 'Unexpected argument "2".'],
  [["dev", "--processes", "2"], "Unknown option --processes."],
])("%j is refused with the problem, before the database is opened", async (words, problem) => {
  const { code, said } = await runHere(words, { DATABASE_URL: BROKEN.DATABASE_URL });
  expect([code, said]).toEqual([2, expect.stringContaining(problem)]);
  expect(said).toMatch(/npm run longtable -- help|for one of them:/i);
  expect(said).not.toContain("secret");
});
