// Loads the pages, built or in development.

import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { HttpServerOptions } from "~/platform/http/http-server.server";
import type { RouteRules } from "~/platform/http/route-rules";
import { enforceActs } from "./acts";
import { fromRoot } from "./site-services";

type Handler = (
  request: Request,
  context: Parameters<ReturnType<typeof createRequestHandler>>[1],
) => Promise<Response>;

export interface Pages {
  handle: Handler;
  options: Pick<HttpServerOptions, "assets" | "stylesheet" | "before" | "routeOf">;
  close(): Promise<void>;
}

/** The pages as built. */
export async function openBuild(): Promise<Pages> {
  const build = enforceActs(
    (await import(/* @vite-ignore */ pathToFileURL(fromRoot("build/server/index.js")).href)) as ServerBuild,
  );
  return {
    handle: createAreas(build),
    options: {
      assets: fromRoot("build/client"),
      stylesheet: findStylesheet(build),
      routeOf: nameRoutes(build),
    },
    close: async () => {},
  };
}

/** The pages in development: Vite compiles the newest version for each request. */
export async function openDevelopmentPages(): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: fromRoot("."), server: { middlewareMode: true } });
  // Pages are rendered on the server, so a change must reload the browser.
  vite.watcher.on("change", () => vite.ws.send({ type: "full-reload" }));
  const handle: Handler = async (request, context) => {
    const build = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
    return createRequestHandler(enforceActs(build), "development")(request, context);
  };
  // Route rules are read once; changing them takes a restart.
  const routeOf = nameRoutes((await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild);
  return { handle, options: { before: vite.middlewares, routeOf }, close: () => vite.close() };
}

/** Remix checks all its routes for each request, so that an empty page takes four times as long with sixty
 *  routes as with five. Therefore each area of the site, by the first segment of its addresses, has its own
 *  handler with only its routes. */
function createAreas(build: ServerBuild): Handler {
  const handlers = new Map<string, Handler>();
  const paths = Object.values(build.routes).flatMap((route) => route?.path ?? []);
  const segments = new Set(paths.map(firstSegment));
  return (request, context) => {
    const asked = firstSegment(new URL(request.url).pathname.slice(1));
    // Unknown addresses belong to the "*" route, which is in every area.
    const area = segments.has(asked) ? asked : "";
    const handler = handlers.get(area) ?? createRequestHandler(onlyArea(build, area), "production");
    handlers.set(area, handler);
    return handler(request, context);
  };
}

const firstSegment = (path: string) => path.split("/", 1)[0] ?? "";

function onlyArea(build: ServerBuild, area: string): ServerBuild {
  const only = <T extends { path?: string }>(routes: Record<string, T | undefined>) =>
    Object.fromEntries(
      Object.entries(routes).filter(([id, route]) => {
        return id === "root" || route?.path === "*" || firstSegment(route?.path ?? "") === area;
      }),
    );
  const routes = only(build.routes) as ServerBuild["routes"];
  return { ...build, routes, assets: { ...build.assets, routes: describeRoutes(routes) } };
}

/** The part of Remix's manifest that a browser build would provide: which route has an action, a loader, an
 *  error boundary. No route has a file for the browser. */
const describeRoutes = (routes: ServerBuild["routes"]): ServerBuild["assets"]["routes"] =>
  Object.fromEntries(
    Object.values(routes).flatMap((route) => {
      if (!route) return [];
      const { module, ...place } = route;
      const has = {
        hasAction: "action" in module,
        hasLoader: "loader" in module,
        hasErrorBoundary: "ErrorBoundary" in module,
        hasClientAction: false,
        hasClientLoader: false,
      };
      return [[route.id, { ...place, ...has, module: "" }]];
    }),
  );

/** The stylesheet of all pages. */
function findStylesheet(build: ServerBuild): string | undefined {
  const links = build.routes.root?.module.links?.() ?? [];
  return links.flatMap((link) => ("rel" in link && link.rel === "stylesheet" ? (link.href ?? []) : []))[0];
}

/** Returns a function that finds the route of a path, as "/posts/:slug" or "*", with its rules. */
function nameRoutes(build: ServerBuild): (path: string) => { name: string; rules: RouteRules } {
  const routes = Object.values(build.routes)
    .flatMap((route) => (route?.path && route.path !== "*" ? [route] : []))
    .map(({ path = "", module }) => ({
      name: `/${path}`,
      pattern: new RegExp(`^/${path.replace(/:\w+/g, "[^/]+")}$`),
      rules: rulesOf(module),
      parameters: path.split(":").length - 1,
    }))
    // As Remix ranks them: /series/new is a page of its own, and no series.
    .sort((a, b) => a.parameters - b.parameters);
  const home = Object.values(build.routes).find((route) => route?.index);
  const atHome = { name: "/", rules: home ? rulesOf(home.module) : {} };
  const nowhere = { name: "*", rules: {} };
  return (path) => (path === "/" ? atHome : (routes.find(({ pattern }) => pattern.test(path)) ?? nowhere));
}

const rulesOf = ({ handle }: { handle?: unknown }): RouteRules => (handle as RouteRules | undefined) ?? {};
