// The one place where a page's act is enforced: whatever it declares on its handle is asked before anything of it runs.

import type { ServerBuild } from "@remix-run/node";
import type { PageHandle } from "~/routes/page-handle";
import { admitReader, admitSender } from "~/routes/session/permission";

/** The pages, each of which asks its act first, for reading and for forms. */
export function enforceActs(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => [id, route && enforceAct(route)]);
  return { ...build, routes: Object.fromEntries(routes) };
}

type Route = NonNullable<ServerBuild["routes"][string]>;

function enforceAct(route: Route): Route {
  const handle = route.module.handle as PageHandle | undefined;
  if (!handle?.act) return route;
  // A page without a loader would be open to everyone: it gets one.
  const { loader = () => null, action } = route.module;
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
          await admitSender(handle, args);
          return action(args);
        },
      }),
    },
  };
}
