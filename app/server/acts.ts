// The one place that enforces a page's act: it is checked before the page's loader or action runs.

import type { ServerBuild } from "@remix-run/node";
import { parseFormOnce } from "~/platform/http/body/form.server";
import type { PageHandle } from "~/routes/page-handle";
import { admitReader, admitSender } from "~/routes/session/permission";

/** Returns the build with the check of its act before each page's loader and action. */
export function enforceActs(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && enforceAct(route)]);
  return { ...build, routes: Object.fromEntries(routes) };
}

type Route = NonNullable<ServerBuild["routes"][string]>;

function enforceAct(route: Route): Route {
  const handle = route.module.handle as PageHandle | undefined;
  if (!handle?.act) return route;
  // A page without a loader gets one, because it would be open to everyone otherwise.
  const { loader = route.module.default ? () => null : refuseGet, action } = route.module;
  return {
    ...route,
    module: {
      ...route.module,
      loader(args) {
        admitReader(handle, args);
        return loader(args);
      },
      ...(action && {
        async action(args) {
          parseFormOnce(args.request);
          await admitSender(handle, args);
          return action(args);
        },
      }),
    },
  };
}

/** An address that only answers a script's forms. */
function refuseGet(): never {
  throw new Response("This address answers POST alone.", { status: 405, headers: { Allow: "POST" } });
}
