import type { Inventory } from "~/platform/inventory";

export const pingbacks: Inventory = { room: "pingbacks", models: { Pingback: {} } };
