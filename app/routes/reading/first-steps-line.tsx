import { useRouteLoaderData } from "@remix-run/react";

/** Leads an administrator to what a new site still needs; nothing for everybody else. */
export function FirstStepsLine() {
  const { firstSteps = 0 } = (useRouteLoaderData("root") as { firstSteps?: number } | undefined) ?? {};
  if (firstSteps === 0) return null;
  return (
    <p className="form-done">
      <a href="/first-steps">First steps for this site</a>: {firstSteps} left
    </p>
  );
}
