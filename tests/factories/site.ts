import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Renderer } from "~/markdown/renderer/renderer.server";
import { readConfig } from "~/platform/config";
import { openSite, type RunningSite } from "~/server/open-site";
import { openRenderer } from "~/server/site-services";
import { newDatabaseUrl, temporaryFolder } from "./database";

export interface TestSite extends RunningSite {
  /** Where it keeps its files; without a mail server, letters too. */
  dataFolder: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a form as a browser does. */
  post(path: string, fields: Record<string, string>, init?: RequestInit): Promise<Response>;
}

/** One for all sites of this process, and gone with it: a worker takes longer to start than a site. */
let renderer: Renderer | undefined;

/**
 * The whole site over real HTTP, on an address of its own, on an empty database unless `content` names a content folder. It
 * closes when the test has finished; with `close: "later"` that is the caller's to do (for a site shared by a file's tests).
 */
export async function openTestSite({
  env = {} as Record<string, string>,
  content = undefined as string | undefined,
  close = "after the test" as "after the test" | "later",
  databaseUrl = undefined as string | undefined,
} = {}): Promise<TestSite> {
  const port = await freePort();
  const dataFolder = temporaryFolder();
  const config = readConfig({
    PORT: String(port),
    HOST: "127.0.0.1",
    SITE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl ?? (await newDatabaseUrl()),
    DATA_DIR: dataFolder,
    LOG_LEVEL: "silent",
    RATE_LIMITS: "off",
    ...env,
  });
  renderer ??= openRenderer();
  const site = await openSite(config, {
    content: content ?? path.join(temporaryFolder(), "none"),
    renderer,
  });
  if (close === "after the test") onTestFinished(() => site.close());
  const get = (address: string, init: RequestInit = {}) =>
    fetch(site.address + address, { redirect: "manual", ...init });
  return {
    ...site,
    dataFolder,
    get,
    post: (address, fields, init = {}) =>
      get(address, {
        method: "POST",
        body: new URLSearchParams(fields),
        ...init,
        headers: { Origin: site.address, ...init.headers },
      }),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}
