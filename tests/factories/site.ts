import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { onTestFinished } from "vitest";
import { readConfig } from "~/platform/config/config";
import { createLog } from "~/platform/log.server";
import { openMediaReaders } from "~/server/open-media-readers";
import { openPasswordStrength, openSite, type RunningSite } from "~/server/open-site";
import { openRenderer } from "~/server/site-services";
import { newDatabaseUrl, temporaryFolder } from "./database";

export interface TestSite extends RunningSite {
  /** Its data folder; without a mail server, also of its e-mail. */
  dataFolder: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Submits a form like a browser. */
  post(path: string, fields: Record<string, string>, init?: RequestInit): Promise<Response>;
}

/** Shared by all sites of this process, because each takes longer to start than a site: workers for Markdown and for
 *  passwords, and a process for pictures. */
let workers: ReturnType<typeof openWorkers> | undefined;

const openWorkers = () => ({
  renderer: openRenderer(),
  passwordStrength: openPasswordStrength(),
  mediaReaders: openMediaReaders(createLog("silent")),
});

/** A whole site over HTTP on its own port, with an empty database unless `content` names a content folder. It
 *  closes after the test; with `close: "later"` the caller closes it, for a site shared by the tests of a
 *  file. */
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
  workers ??= openWorkers();
  const site = await openSite(config, {
    content: content ?? path.join(temporaryFolder(), "none"),
    ...workers,
  });
  if (close === "after the test") onTestFinished(() => site.close());
  const get = (address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    // To compress a page and decompress it took a tenth of the tests' time on pages. What is compressed has tests of its own.
    if (!headers.has("Accept-Encoding")) headers.set("Accept-Encoding", "identity");
    return fetch(site.address + address, { redirect: "manual", ...init, headers });
  };
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

/** Whether a site could listen there. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const isListening = await once(server, "listening").then(
    () => true,
    () => false,
  );
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
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
