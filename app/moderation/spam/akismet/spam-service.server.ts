// Asks an Akismet-compatible service whether a reply is spam, and tells it where moderators decided otherwise (Akismet API 1.1,
// https://akismet.com/developers/detailed-docs/). Why this isn't a library: docs/decisions/0069.

import type { SpamServiceSettings } from "~/platform/config/spam-service-settings";
import type { Log } from "~/platform/log.server";

/** A person waits for their reply to be posted. Services answer within half a second. */
export const CHECK_LIMIT_MS = 3_000;
/** After a failure nobody else waits for the service for this long. */
export const PAUSE_MS = 60_000;
/** Nobody waits for a job. */
const TELL_LIMIT_MS = 20_000;
/** All answers of the protocol are shorter than a line. */
const MAX_ANSWER_BYTES = 1_000;

/** What the service is told of a reply, by the names of the protocol. It has no e-mail address. */
export interface SentReply {
  user_ip: string;
  user_agent: string;
  referrer: string;
  permalink: string;
  comment_type: "comment" | "reply";
  comment_author: string;
  comment_author_url: string;
  comment_content: string;
  blog_lang: string;
  recheck_reason?: string;
  honeypot_field_name?: string;
}

export interface SpamService {
  name: string;
  /** Whether the reply is spam; null if the service doesn't say within CHECK_LIMIT_MS. */
  check(reply: SentReply): Promise<boolean | null>;
  /** Says what a moderator decided. Throws if the service doesn't answer. */
  tell(isSpam: boolean, reply: SentReply): Promise<void>;
  /** Logs a warning if the service doesn't know the key. */
  verifyKey(): Promise<void>;
}

export function createSpamService(
  { url, key, name }: SpamServiceSettings,
  {
    siteUrl,
    log,
    now,
    limitMs = CHECK_LIMIT_MS,
  }: { siteUrl: string; log: Log; now(): Date; limitMs?: number },
): SpamService {
  let pausedUntil = 0;
  const ask = async (verb: string, fields: Record<string, string>, limitMs: number): Promise<string> => {
    const answer = await fetch(`${url}/1.1/${verb}`, {
      method: "POST",
      body: new URLSearchParams({ api_key: key, blog: siteUrl, blog_charset: "UTF-8", ...fields }),
      headers: { "User-Agent": "Longtable | Longtable/1.0" },
      // Another address would get the words too.
      redirect: "error",
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await readShort(answer);
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return text.trim();
  };
  const warn = (error: unknown, what: string) =>
    log.warn({ service: name, reason: reasonOf(error) }, `the spam service ${what}`);
  return {
    name,
    async check(reply) {
      if (now().getTime() < pausedUntil) return null;
      try {
        const answer = await ask("comment-check", { ...reply }, limitMs);
        if (answer === "true" || answer === "false") return answer === "true";
        throw new Error("it answered neither true nor false");
      } catch (error) {
        pausedUntil = now().getTime() + PAUSE_MS;
        warn(error, "didn’t say whether a reply is spam; the site’s own filter decides");
        return null;
      }
    },
    async tell(isSpam, reply) {
      await ask(isSpam ? "submit-spam" : "submit-ham", { ...reply }, TELL_LIMIT_MS);
    },
    async verifyKey() {
      try {
        if ((await ask("verify-key", { key }, TELL_LIMIT_MS)) !== "valid")
          log.warn({ service: name }, "the spam service doesn’t accept AKISMET_KEY");
      } catch (error) {
        warn(error, "can’t be reached");
      }
    },
  };
}

async function readShort({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const bytes: Uint8Array[] = [];
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_ANSWER_BYTES) {
      await reader.cancel();
      throw new Error("its answer is too long");
    }
    bytes.push(value);
  }
  return Buffer.concat(bytes).toString("utf8");
}

/** Without the request, which has the words. */
const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
};
