import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  type ErrorResponse,
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useLocation,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { isSignedOut, SignedOutPage } from "~/accounts/session/signed-out";
import { Calendar } from "~/design/calendar";
import { directionOf } from "~/design/direction";
import { ErrorPage, type Lost, NotFoundPage, titleOf } from "~/design/frame/error-page";
import { Frame } from "~/design/frame/frame";
import icon from "~/design/frame/icon.svg";
import { FORMATS, feedPath } from "./feeds/feed";
import { onServer } from "./routes/on-server";
import type { PageHandle } from "./routes/page-handle";
import { frameIn, useFrame } from "./routes/site-frame";
import { readFrame } from "./routes/site-frame.server";
import { type ScriptName, scriptsOf } from "./scripts/scripts.mjs";
import { OPEN_SEARCH_PATH, OPEN_SEARCH_TYPE } from "./search/open-search";
import styles from "./styles.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: icon, type: "image/svg+xml" },
];

/** The default title, of a page without a title of its own: the error page. */
export const meta: MetaFunction = ({ error, data }) => {
  const name = frameIn(data)?.site.name ?? UNKNOWN_SITE.name;
  if (!error) return [{ title: name }];
  return [{ title: `${isLost(error) ? titleOf(error.data as Lost | null) : "Error"} · ${name}` }];
};

export const loader = async ({ context }: LoaderFunctionArgs) => onServer(await readFrame(context));

/** Pages on which browsers find how to search the site. */
const OFFERS_SEARCH = new Set(["/", "/search"]);

/** Stands in for the site's settings when the database cannot be read. */
const UNKNOWN_SITE = { name: "Longtable", tagline: "", language: "en", timeZone: "UTC", hasRules: false };

export function Layout({ children }: { children: ReactNode }) {
  const data = useFrame();
  const site = data?.site ?? UNKNOWN_SITE;
  const matches = useMatches();
  const handles = matches.flatMap(({ handle }) => (handle as PageHandle | undefined) ?? []);
  const { pathname } = useLocation();
  const failed = Boolean(useRouteError());
  const wanted = wantedScripts(matches.map(({ id }) => id));
  const scripts = data
    ? [...data.scripts.developing, ...wanted.map((name) => data.scripts.addresses[name])]
    : [];
  return (
    <html lang={site.language} dir={directionOf(site.language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {data && pathname !== "/" ? (
          <link rel="alternate" type={FORMATS.rss.type} title={data.site.name} href={feedPath("/", "rss")} />
        ) : null}
        {data && OFFERS_SEARCH.has(pathname) ? (
          <link rel="search" type={OPEN_SEARCH_TYPE} title={data.site.name} href={OPEN_SEARCH_PATH} />
        ) : null}
        <Links />
        {scripts.map((address) => (
          <script key={address} type="module" src={address} />
        ))}
      </head>
      <body>
        <Calendar.Provider value={{ language: site.language, timeZone: site.timeZone }}>
          <Frame
            name={site.name}
            tagline={site.tagline}
            pages={data?.navigation ?? []}
            member={data?.member ?? null}
            here={useReturn()}
            hasRules={site.hasRules}
            quickOpen={data?.scripts.addresses["quick-open"]}
            warning={
              data?.member?.isPaused && pathname !== "/following" ? (
                <>
                  Your e-mails are paused. <a href="/following">See why</a>
                </>
              ) : null
            }
            skips={failed ? [] : handles.flatMap(({ skip }) => skip ?? [])}
          >
            {children}
          </Frame>
        </Calendar.Provider>
      </body>
    </html>
  );
}

const scriptsOfRoutes = new Map<string, ScriptName[]>();

/** From memory: there is one answer for each route. */
function wantedScripts(routes: string[]): ScriptName[] {
  const key = routes.join();
  const known = scriptsOfRoutes.get(key) ?? scriptsOf(routes);
  scriptsOfRoutes.set(key, known);
  return known;
}

/** The path that a sign-in link returns to: the current page, except after an error and on pages of joining
 *  or signing in. */
function useReturn(): string {
  const { pathname } = useLocation();
  // The URL of a page that failed is not copied into the link.
  if (useRouteError()) return "/";
  return /^\/(sign-in|join|reset|confirm|unsubscribe)(\/|$)/.test(pathname) ? "/" : pathname;
}

/** True for 404 and 410. */
const isLost = (error: unknown): error is ErrorResponse =>
  isRouteErrorResponse(error) && (error.status === 404 || error.status === 410);

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && isSignedOut(error.data)) {
    return <SignedOutPage {...error.data} isSomebody={error.status === 409} />;
  }
  if (isLost(error)) return <NotFoundPage lost={error.data as Lost | null} />;
  if (isRouteErrorResponse(error) && error.status === 405) {
    return (
      <ErrorPage
        title="This page doesn’t accept forms"
        explanation="Go back and try again from the page with the form."
      />
    );
  }
  if (isRouteErrorResponse(error) && error.status < 500) {
    return <ErrorPage title="This didn’t work" explanation={String(error.data || error.statusText)} />;
  }
  return <ErrorPage />;
}
