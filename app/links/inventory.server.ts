import type { Inventory } from "~/platform/inventory";

export const links: Inventory = { room: "links", models: { Link: {} } };
