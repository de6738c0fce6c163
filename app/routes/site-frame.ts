import { useRouteLoaderData } from "@remix-run/react";
import type { OnServer } from "./on-server";
import type { readFrame } from "./site-frame.server";

export type SiteFrame = Awaited<ReturnType<typeof readFrame>>;

/** The frame's data as Remix passes them on; undefined if they couldn't be read. */
export const frameIn = (data: unknown): SiteFrame | undefined =>
  (data as OnServer<SiteFrame> | undefined)?.value;

/** The frame's data, in a component. */
export const useFrame = (): SiteFrame | undefined => frameIn(useRouteLoaderData("root"));
