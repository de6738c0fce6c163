// Runs the longtable command as a process.

import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";

export interface Command {
  child: ChildProcess;
  /** Everything printed so far. */
  said: () => string;
  /** Resolves once the output matches; rejects if the command ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves to the exit code. */
  ended: Promise<number | null>;
}

/** Runs `longtable …words` with `env` added to the environment. Killed after the test at the latest, or with
 *  `close: "later"` by the caller. */
export function longtable(
  words: string[],
  env: Record<string, string>,
  close: "after the test" | "later" = "after the test",
): Command {
  const child = spawn(process.execPath, ["app/cli/main.mjs", ...words], {
    // Vitest sets NODE_ENV to a value that no user runs with.
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  let isOver = false;
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      isOver = true;
      for (const listener of listeners) listener();
      resolve(code);
    });
  });
  if (close === "after the test") onTestFinished(() => void child.kill("SIGKILL"));
  return {
    child,
    ended,
    said: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (!match && !isOver) return;
          listeners.delete(look);
          if (match) resolve(match);
          else reject(new Error(`${pattern} was never said, but:\n${text}`));
        };
        listeners.add(look);
        look();
      }),
  };
}

/** Runs a command to its end. */
export async function run(words: string[], env: Record<string, string>) {
  const command = longtable(words, env);
  return { code: await command.ended, said: command.said() };
}
