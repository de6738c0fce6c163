import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { fromRoot } from "~/server/site-services";

/** Runs small programs with `runAll`. Returns the exit code and the output. */
async function runPrograms(programs: Record<string, string>) {
  const list = Object.entries(programs).map(([name, source]) => ({ name, words: ["-e", source] }));
  const source = `import { runAll } from ${JSON.stringify(fromRoot("tests/run-all.mjs"))};
    process.exitCode = await runAll(${JSON.stringify(list)});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, output, errors };
}

test("exits with 0 when all programs succeed", async () => {
  const { code, output, errors } = await runPrograms({ types: "", tests: "console.log('passed')" });
  expect([code, output, errors]).toEqual([0, "passed\n", ""]);
});

test.each([
  ["types", { types: "console.log('planted'); process.exit(2)", tests: "" }],
  ["tests", { types: "", tests: "console.log('planted'); throw 'planted'" }],
  ["tests", { types: "", tests: "console.log('planted'); process.kill(process.pid, 'SIGKILL')" }],
])("exits with 1 and names the %s when they fail, with their output", async (name, programs) => {
  const { code, output, errors } = await runPrograms(programs as Record<string, string>);
  expect([code, output]).toEqual([1, "planted\n"]);
  expect(errors).toContain(`Failed: ${name}. The messages are above.`);
  expect(errors).toMatch(new RegExp(`\nFailed: ${name}\\.\n$`));
});

test("waits for every program, and names each that failed", async () => {
  const late = "setTimeout(() => { console.log('late'); process.exit(1) }, 300)";
  const { code, output, errors } = await runPrograms({ format: "process.exit(1)", types: late, tests: "" });
  expect([code, output]).toEqual([1, "late\n"]);
  expect(errors).toMatch(/\nFailed: format, types\.\n$/);
});
