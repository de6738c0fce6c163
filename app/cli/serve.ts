import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { createCommentLimits } from "~/comments/comment-limits.server";
import type { Config } from "~/platform/config";
import { FirstVisits } from "~/platform/http/first-visits";
import { createHttpServer, type HttpServerOptions } from "~/platform/http/http-server.server";
import { listen, stopListening } from "~/platform/http/listen.server";
import { PageCache } from "~/platform/http/page-cache.server";
import { createLog } from "~/platform/log.server";
import { createMetrics } from "~/platform/metrics.server";
import { describeProblem } from "~/portability/front-matter";
import { importContent } from "~/portability/import-content.server";
import { isNewSite, SITE_KEY } from "~/site/site.server";
import { fromRoot, type Ground, openGround } from "./ground";

export interface RunningSite {
  /** Where it answers: http://localhost:3000. */
  address: string;
  ground: Ground;
  /** Finishes what is being answered, then closes the database. */
  close(): Promise<void>;
}

/** `longtable start` and `dev`: serves until it is told to stop. */
export async function serve(config: Config, { developing = false } = {}): Promise<number> {
  const site = await openSite(config, { developing, say: console.log });
  console.log(`Longtable is at ${site.address}`);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  await once(stop.signal, "abort");
  await site.close();
  return 0;
}

/** Opens the database, fills a new one with the sample blog, and listens. */
export async function openSite(
  config: Config,
  { developing = false, say = (_: string) => {}, content = fromRoot("content") } = {},
): Promise<RunningSite> {
  const ground = await openGround(config);
  const { applied, copy } = ground.migrated;
  if (applied.length > 0) say(`Brought the database to ${applied.at(-1)}.`);
  if (copy) say(`As it was before, it is kept in ${copy}.`);
  if (await isNewSite(ground.db)) await openNewSite(ground, content, say);

  const cache = config.pageCache && !developing ? new PageCache() : null;
  const metrics = createMetrics(cache ?? new PageCache());
  ground.db.onChange((keys) => cache?.forget(keys));
  await ground.db.followOthers();
  const log = createLog(config.logLevel);
  if (!config.rateLimits)
    log.warn("RATE_LIMITS is off: anyone may write as much as they like. For benchmarks only.");
  const visits = new FirstVisits();
  const context = {
    db: ground.db,
    render: ground.render,
    siteUrl: config.siteUrl,
    now: () => new Date(),
    log,
    metrics,
    visits,
    commentLimits: createCommentLimits(config.rateLimits),
    scripts: [
      ...(developing ? ["/@vite/client"] : []),
      readFileSync(fromRoot("build/reading-script.txt"), "utf8"),
    ],
  };
  const pages = developing ? await openWorkshop() : await openBuild();
  const server = createHttpServer({
    siteUrl: config.siteUrl,
    trustProxy: config.trustProxy,
    cache,
    catchUp: () => ground.db.catchUp(),
    metrics,
    visits,
    log,
    render: (request, facts) => {
      // Around every page stand the site's own settings; but a page that says nothing of itself isn't kept for their sake.
      const shows = (...keys: string[]) => facts.shows(SITE_KEY, ...keys);
      return pages.handle(request, { ...context, ...facts, shows });
    },
    ...pages.options,
  });
  const port = await listen(server, config.port, config.host);
  return {
    address: config.siteUrl.replace(/:0$/, `:${port}`),
    ground,
    async close() {
      await stopListening(server);
      await pages.close();
      await ground.close();
    },
  };
}

async function openNewSite(ground: Ground, content: string, say: (line: string) => void) {
  if (!existsSync(content)) return;
  const { posts, responses, problems } = await importContent(ground, content);
  say(`Opened a new site with the sample blog: ${posts.published} posts, ${responses} responses.`);
  for (const problem of problems)
    say(`Left out: ${describeProblem({ ...problem, file: path.relative(".", problem.file) })}`);
}

type Handler = (
  request: Request,
  context: Parameters<ReturnType<typeof createRequestHandler>>[1],
) => Promise<Response>;

interface Pages {
  handle: Handler;
  options: Pick<HttpServerOptions, "assets" | "before">;
  close(): Promise<void>;
}

/** The pages as they were built. */
async function openBuild(): Promise<Pages> {
  const build = (await import(
    /* @vite-ignore */ pathToFileURL(fromRoot("build/server/index.js")).href
  )) as ServerBuild;
  return {
    handle: createRequestHandler(build, "production"),
    options: { assets: fromRoot("build/client") },
    close: async () => {},
  };
}

/** The pages as they are being changed: Vite gives each request the newest. */
async function openWorkshop(): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: fromRoot("."), server: { middlewareMode: true } });
  // Pages are rendered here, so no module in the browser would know that one has changed.
  vite.watcher.on("change", () => vite.ws.send({ type: "full-reload" }));
  const handle: Handler = async (request, context) => {
    const build = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
    return createRequestHandler(build, "development")(request, context);
  };
  return { handle, options: { before: vite.middlewares }, close: () => vite.close() };
}
