import { useRouteLoaderData } from "@remix-run/react";

/** Whether the site can send e-mail: without a mail server what it writes goes into files, and only its administrator has it. */
export const useSendsMail = (): boolean =>
  (useRouteLoaderData("root") as { sendsMail?: boolean } | undefined)?.sendsMail ?? true;
