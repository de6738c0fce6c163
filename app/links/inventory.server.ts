import type { Inventory } from "~/platform/inventory";
import { checkLinks } from "./link-check.server";

export const links: Inventory = {
  room: "links",
  models: { Link: {} },
  checks: [{ name: "links", find: checkLinks }],
};
