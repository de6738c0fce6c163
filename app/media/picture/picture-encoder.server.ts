// Encodes pictures in a process of its own, which runs only while pictures are uploaded. A picture that crashes it, or takes all its
// time, ends nothing else; its memory and its threads aren't the server's; and whoever reads meanwhile goes first.

import { type ChildProcess, fork } from "node:child_process";
import os from "node:os";
import pLimit from "p-limit";
import type { EncodedPicture, PictureRefusal } from "./picture";

/** The largest picture takes 4 s of an idle processor, and the server goes first. */
const MAX_MS = 60_000;
const IDLE_MS = 30_000;
/** Pixels are outside this heap. */
const HEAP_MB = 64;

export interface PictureEncoder {
  /** Encodes a file that is told to be a picture. One at a time: each takes a second of a core. Refuses what `encodePicture` refuses. */
  encode(file: string, options?: { keepsOwn?: boolean }): Promise<EncodedPicture | PictureRefusal>;
  close(): void;
}

interface EncoderOptions {
  /** The built `picture-process.ts`. */
  processFile: string;
  /** The process ended in the middle of a picture. */
  onCrash(how: { code: number | null; signal: string | null }): void;
  maxMs?: number;
  idleMs?: number;
}

export function createPictureEncoder({
  processFile,
  onCrash,
  maxMs = MAX_MS,
  idleMs = IDLE_MS,
}: EncoderOptions): PictureEncoder {
  const inTurn = pLimit(1);
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = null;
  };
  return {
    encode: (file, { keepsOwn = false } = {}) =>
      inTurn(async () => {
        clearTimeout(idle);
        child ??= startProcess(processFile);
        const answer = await ask(child, { file, keepsOwn }, maxMs);
        if (typeof answer === "string" || "code" in answer) end();
        else idle = setTimeout(end, idleMs).unref();
        if (answer === "late") return { ok: false, reason: "picture.too-slow" };
        if (!("code" in answer)) return answer;
        onCrash(answer);
        return { ok: false, reason: "picture.damaged" };
      }),
    close: end,
  };
}

function startProcess(processFile: string): ChildProcess {
  const child = fork(processFile, {
    serialization: "advanced",
    // None of the server's secrets. One arena of memory for all threads: with more, ten pictures keep 290 MB instead of 124.
    env: { MALLOC_ARENA_MAX: "1" } as unknown as NodeJS.ProcessEnv,
    execArgv: [`--max-old-space-size=${HEAP_MB}`, "--expose-gc"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  if (child.pid) os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  // A server that ends doesn't wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}

type Exit = Parameters<EncoderOptions["onCrash"]>[0];

/** Sends a file to the process, and waits until it answers, ends or is late. */
function ask(
  child: ChildProcess,
  picture: { file: string; keepsOwn: boolean },
  maxMs: number,
): Promise<EncodedPicture | PictureRefusal | Exit | "late"> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end("late"), maxMs);
    const end = (answer: EncodedPicture | PictureRefusal | Exit | "late") => {
      clearTimeout(timer);
      child.channel?.unref();
      child.removeAllListeners();
      // One that can't be told anything any more has an error, which would end the server.
      child.on("error", () => {});
      resolve(answer);
    };
    child.channel?.ref();
    child.once("message", (answer) => end(answer as EncodedPicture | PictureRefusal));
    child.once("exit", (code, signal) => end({ code, signal }));
    child.once("error", reject);
    child.send(picture);
  });
}
