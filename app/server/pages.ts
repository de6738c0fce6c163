// Loads the pages, built or in development.

import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { explain, type Lost, titleOf } from "~/design/frame/error-page";
import type { HttpServerOptions } from "~/platform/http/http-server.server";
import type { RouteRules } from "~/platform/http/request/route-rules";
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
  const routeOf = nameRoutes(build);
  return {
    handle: createHandlers(build, routeOf),
    options: { assets: fromRoot("build/client"), stylesheet: findStylesheet(build), routeOf },
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

/** Remix matches an address against all its routes several times for each request: with forty, that takes a tenth of a
 *  page. Therefore each route has its own handler, with only that route, the root and the page for unknown addresses. */
function createHandlers(build: ServerBuild, routeOf: RouteOf): Handler {
  const handlers = new Map<string, Handler>();
  return async (request, context) => {
    const { id } = routeOf(new URL(request.url).pathname);
    const handler = handlers.get(id) ?? createRequestHandler(onlyRoute(build, id), "production");
    handlers.set(id, handler);
    const answer = await handler(request, context);
    return isRead(request) && isLost(answer) ? inWords(answer) : answer;
  };
}

/** Scripts read what their forms are answered. */
const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

/** Whether a file isn't there. A page says so itself; of a file, such as a feed, Remix answers what a page would have been made of. */
const isLost = ({ status, headers }: Response) =>
  (status === 404 || status === 410) && headers.get("Content-Type") === "application/json";

async function inWords(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.set("Content-Type", "text/plain; charset=utf-8");
  const lost = (await answer.json()) as Lost;
  return new Response(`${titleOf(lost)}. ${explain(lost)}\n`, { status: answer.status, headers });
}

function onlyRoute(build: ServerBuild, id: string): ServerBuild {
  const kept = Object.entries(build.routes).filter(
    ([key, route]) => key === "root" || route?.path === "*" || key === id,
  );
  const routes: ServerBuild["routes"] = Object.fromEntries(kept);
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

/** Finds the route of a path: its id, its name as "/posts/:slug" or "*", and its rules. */
type RouteOf = (path: string) => { id: string; name: string; rules: RouteRules };

function nameRoutes(build: ServerBuild): RouteOf {
  const routes = Object.values(build.routes)
    .flatMap((route) => (route?.path && route.path !== "*" ? [route] : []))
    .map(({ id, path = "", module }) => ({
      id,
      name: `/${path}`,
      pattern: new RegExp(`^/${path.replace(/:\w+/g, "[^/]+")}$`),
      rules: rulesOf(module),
      parameters: path.split(":").length - 1,
    }))
    // As Remix ranks them: /series/new is a page of its own, and no series.
    .sort((a, b) => a.parameters - b.parameters);
  const home = Object.values(build.routes).find((route) => route?.index);
  const atHome = { id: home?.id ?? "", name: "/", rules: home ? rulesOf(home.module) : {} };
  const nowhere = { id: "", name: "*", rules: {} };
  return (path) => (path === "/" ? atHome : (routes.find(({ pattern }) => pattern.test(path)) ?? nowhere));
}

const rulesOf = ({ handle }: { handle?: unknown }): RouteRules => (handle as RouteRules | undefined) ?? {};
