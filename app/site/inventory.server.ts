import type { Inventory } from "~/platform/inventory";

export const site: Inventory = { room: "site", models: { Site: {}, FirstStep: {} } };
