import { spawn } from "node:child_process";

/**
 * Runs Node programs at the same time, because some leave a processor idle. Names those that failed, as soon as each
 * ends and again at the end.
 * @param {{ name: string, words: string[] }[]} programs
 * @returns {Promise<number>} the exit code: 0, or 1 when any failed
 */
export async function runAll(programs) {
  const failed = await Promise.all(
    programs.map(async (program) => ((await run(program)) ? [] : [program.name])),
  );
  if (!failed.flat().length) return 0;
  console.error(`\nFailed: ${failed.flat().join(", ")}.`);
  return 1;
}

/**
 * @param {{ name: string, words: string[] }} program
 * @returns {Promise<boolean>} whether it succeeded
 */
function run({ name, words }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { stdio: "inherit" });
    child.on("close", (code) => {
      if (code !== 0) console.error(`\nFailed: ${name}. The messages are above.\n`);
      resolve(code === 0);
    });
  });
}
