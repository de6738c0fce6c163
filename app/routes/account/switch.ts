import { data } from "@remix-run/node";

/** Whether a form's switch is "on" or "off". Anything else is refused (422) with `advice`: to turn something off may delete what was kept, which
 *  no incomplete form may. */
export function readSwitch(value: string | undefined, advice: string): boolean {
  if (value === "on" || value === "off") return value === "on";
  throw data(advice, 422);
}
