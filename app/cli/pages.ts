// The pages, as they were built or as they are being changed.

import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { HttpServerOptions } from "~/platform/http/http-server.server";
import { fromRoot } from "./ground";

type Handler = (
  request: Request,
  context: Parameters<ReturnType<typeof createRequestHandler>>[1],
) => Promise<Response>;

export interface Pages {
  handle: Handler;
  options: Pick<HttpServerOptions, "assets" | "stylesheet" | "before" | "routeOf">;
  close(): Promise<void>;
}

/** The pages as they were built. */
export async function openBuild(): Promise<Pages> {
  const build = (await import(
    /* @vite-ignore */ pathToFileURL(fromRoot("build/server/index.js")).href
  )) as ServerBuild;
  return {
    handle: createRequestHandler(build, "production"),
    options: {
      assets: fromRoot("build/client"),
      stylesheet: findStylesheet(build),
      routeOf: nameRoutes(build),
    },
    close: async () => {},
  };
}

/** The pages as they are being changed: Vite gives each request the newest. */
export async function openWorkshop(): Promise<Pages> {
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

/** The one that every page carries. */
function findStylesheet(build: ServerBuild): string | undefined {
  const links = build.routes.root?.module.links?.() ?? [];
  return links.flatMap((link) => ("rel" in link && link.rel === "stylesheet" ? (link.href ?? []) : []))[0];
}

/** Gives what finds the route of a path: "/posts/:slug" for each post, "*" for what has none. */
function nameRoutes(build: ServerBuild): (path: string) => string {
  const routes = Object.values(build.routes).flatMap((route) => route?.path ?? []);
  const patterns = routes
    .filter((path) => path !== "*")
    .map((path) => ({ name: `/${path}`, pattern: new RegExp(`^/${path.replace(/:\w+/g, "[^/]+")}$`) }));
  return (path) => {
    if (path === "/") return "/";
    return patterns.find(({ pattern }) => pattern.test(path))?.name ?? "*";
  };
}
