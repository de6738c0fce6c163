import type { Inventory } from "~/platform/inventory";
import { checkHandles } from "./person-check.server";

export const people: Inventory = {
  room: "people",
  models: { Person: {}, FormerHandle: {}, Renaming: {} },
  checks: [{ name: "handles", find: checkHandles }],
};
