// Runs sites as separate processes.

import { newDatabaseUrl } from "../factories/database";
import { openRaw } from "../factories/raw-database";
import { freePort } from "../factories/site";
import { longtable } from "./command";

/** Starts a site and waits until it prints its address. */
export async function start(
  env: Record<string, string>,
  words: string[] = [],
  close: "after the test" | "later" = "after the test",
) {
  const port = await freePort();
  const command = longtable(["start", ...words], { PORT: String(port), HOST: "127.0.0.1", ...env }, close);
  const [, address] = await command.until(/Longtable is at ([^\s,]+)/);
  const at = `http://127.0.0.1:${port}`;
  const get = (page: string, init: RequestInit = {}) =>
    fetch(at + page, {
      redirect: "manual",
      ...init,
      headers: { ...(init.method === "POST" && { Origin: at }), ...init.headers },
    });
  return {
    ...command,
    port,
    address,
    get,
    /** Sends the reply of a guest who opened the page long ago; returns the response. */
    reply: (slug: string, body: string, from = "192.0.2.1") =>
      get(`/posts/${slug}/respond`, {
        method: "POST",
        headers: { "X-Forwarded-For": from },
        body: new URLSearchParams({ body, name: "Ada", email: "ada@example.org", opened: "1" }),
      }),
    stop() {
      command.child.kill("SIGTERM");
      return command.ended;
    },
  };
}

export type Started = Awaited<ReturnType<typeof start>>;

/** A database with settings, so that it isn't filled with the sample blog. */
export async function settledUrl(): Promise<string> {
  const url = await newDatabaseUrl();
  const settings = `INSERT INTO "Site" ("id", "name", "tagline", "aboutSource", "aboutHtml", "language", "timeZone")
    VALUES (1, 'Settled', 'A tagline', '', '', 'en', 'UTC')`;
  await (await openRaw(url)).run(settings);
  return url;
}
